#!/bin/sh
# Fills the empty ledger of a node that runs, over HTTP as any client, with a little of everything, and writes down what a test
# must know of it. How the folders beside this file are made, with the node of the release that they are named after:
#
#   make-ledger.sh http://127.0.0.1:8080 ADMIN_SECRET FOLDER && ./laroue backup FOLDER
set -eu
[ $# -eq 3 ] || { sed -n 's/^# \{0,1\}//;2,5p' "$0" >&2; exit 2; }
node=$1 admin_secret=$2 folder=$3
mkdir -p "$folder"
known="$folder/known.properties"
: >"$known"

# What a name is in an answer.
of() { sed -n "s/.*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/p"; }

token() { curl -fsS -u "$1" -d grant_type=client_credentials "$node/oauth2/token" | of access_token; }

# The same request has the same key.
key() { printf %s "$1" | cksum | tr ' ' -; }

# post CREDENTIALS PATH BODY
post() {
    curl -sS --fail-with-body -H "Authorization: Bearer $(token "$1")" -H 'Content-Type: application/json' \
        -H "Idempotency-Key: $(key "$2$3")" -d "$3" "$node$2"
}

know() { printf '%s=%s\n' "$1" "$2" >>"$known"; }

client() {
    answer=$(post "admin:$admin_secret" /v1/clients "$1")
    echo "$(echo "$answer" | of clientId):$(echo "$answer" | of clientSecret)"
}

post "admin:$admin_secret" /v1/associations '{"code": "05", "name": "La Roue des Hautes-Alpes (inventée)"}' >/dev/null
post "admin:$admin_secret" /v1/associations/05/rules \
    '{"from": "2026-01-01", "fees": {"standard": "0.02"}, "membership": "twelve-months"}' >/dev/null
administrator=$(client '{"role": "admin", "association": "05"}')
treasurer=$(client '{"role": "treasurer", "association": "05"}')
know treasurer "$treasurer"
know administrator "$administrator"

member=$(post "$administrator" /v1/accounts \
    '{"holder": {"kind": "individual", "name": "Élise Inventée", "commune": "05061"}, "association": "05", "membershipUntil": "2099-12-31"}' | of number)
card=$(post "$administrator" "/v1/accounts/$member/cards" '{}')
know member "$member"
know card "$(echo "$card" | of card)"
know pin "$(echo "$card" | of pin)"
merchant=$(post "$administrator" /v1/merchants \
    '{"name": "Boulangerie Inventée", "siret": "73282932000074", "sector": "10.71C", "commune": "05061", "association": "05", "membershipUntil": "2099-12-31"}')
shop=$(echo "$merchant" | of account)
post "$administrator" "/v1/merchants/$(echo "$merchant" | of merchant)/approve" '{}' >/dev/null
till=$(post "$administrator" "/v1/merchants/$(echo "$merchant" | of merchant)/clients" '{"may": ["take", "refund", "read", "pay", "reconvert"]}')
till=$(echo "$till" | of clientId):$(echo "$till" | of clientSecret)
know till "$till"
know shop "$shop"

post "$treasurer" /v1/issuances \
    "{\"account\": \"$member\", \"amountEuroCents\": 50000, \"means\": \"transfer\", \"bankReference\": \"VIR-1\"}" >/dev/null
request="{\"amountCents\": 1250, \"reference\": \"ticket-1\", \"card\": {\"number\": \"$(echo "$card" | of card)\", \"pin\": \"$(echo "$card" | of pin)\"}}"
know request "$request"
know answer "$(post "$till" /v1/payments "$request")"
know key "$(key "/v1/payments$request")"
post "$till" /v1/reconversions '{"amountCents": 500, "invoiceNumber": "F-2026-1"}' >/dev/null

desk=$(post "$administrator" /v1/desks '{"name": "Comptoir inventé", "commune": "05061", "association": "05"}' | of desk)
operator=$(post "admin:$admin_secret" "/v1/desks/$desk/clients" "{}")
operator=$(echo "$operator" | of clientId):$(echo "$operator" | of clientSecret)
know desk "$desk"
know operator "$operator"
post "$treasurer" /v1/associations/05/note-printings '{"series": "2026", "notes": {"1": 100, "10": 100}}' >/dev/null
shipment=$(post "$treasurer" /v1/associations/05/shipments "{\"desk\": \"$desk\", \"notes\": {\"1\": 50, \"10\": 50}, \"carrier\": \"Nom Inventé\"}" | of shipment)
post "$operator" "/v1/shipments/$shipment/receipt" '{"notes": {"1": 50, "10": 50}}' >/dev/null
post "$operator" "/v1/desks/$desk/sessions" \
    '{"counted": {"stock": {"1": 50, "10": 50}, "returns": {}, "roueTill": {}}, "cashEuroCents": 0, "chequesEuroCents": 0}' >/dev/null
post "$operator" "/v1/desks/$desk/changes" \
    "{\"account\": \"$member\", \"notes\": {\"10\": 2}, \"means\": \"cash\", \"amountEuroCents\": 2000}" >/dev/null
