package laroue.api.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Every kind of problem that this API answers with: its code is the constant's name, in lower case with dashes. */
public enum ProblemType {
    MALFORMED(
            400,
            "Demande mal formée",
            "Un champ, un paramètre ou un en-tête manque, est de trop ou n'a pas la"
                    + " forme attendue. « errors » nomme lesquels. Rien n'a été fait."),
    IDEMPOTENCY_KEY_MISSING(
            400,
            "Clé d'idempotence manquante",
            "Toute demande qui déplace de l'argent porte un"
                    + " en-tête Idempotency-Key de 1 à 200 caractères ASCII visibles, choisi par le client."),
    UNAUTHENTICATED(
            401,
            "Authentification requise",
            "La demande ne porte pas de jeton, ou le jeton n'est plus valable." + " POST /oauth2/token en donne un."),
    FORBIDDEN(403, "Opération non permise", "Ce client est connu, mais son rôle ne permet pas cette opération."),
    NOT_FOUND(404, "Introuvable", "Il n'y a rien à cette adresse, ou rien que ce client puisse voir."),
    NO_SUCH_ACCOUNT(404, "Compte inconnu", "Aucun compte ne porte ce numéro, ou son chiffre de contrôle est faux."),
    METHOD_NOT_ALLOWED(
            405,
            "Méthode non permise",
            "Cette adresse existe, mais pas avec cette méthode HTTP ;" + " l'en-tête Allow dit lesquelles."),
    NOT_ACCEPTABLE(
            406,
            "Format de réponse inconnu",
            "Aucun des formats demandés par l'en-tête Accept n'est proposé" + " ici."),
    SESSION_NOT_OPEN(409, "Session fermée", "Le comptoir n'a pas de session ouverte."),
    SESSION_ALREADY_OPEN(409, "Session déjà ouverte", "Le comptoir a déjà une session ouverte."),
    SESSION_ALREADY_CLOSED(409, "Session déjà close", "Cette session du comptoir est déjà close."),
    SESSION_CHANGED(
            409,
            "Autre session",
            "Une autre session du comptoir a commencé, ou celle-ci s'est terminée, depuis que cela a été montré."
                    + " Rien n'a été enregistré ; regardez de nouveau avant de confirmer."),
    DESK_NOT_EMPTY(409, "Comptoir non vide", "Un comptoir ferme quand ses stocks et ses caisses sont vides."),
    DUPLICATE_REFERENCE(
            409,
            "Référence déjà utilisée",
            "Une référence, un numéro de facture, une référence bancaire"
                    + " ou un SIRET ne sert qu'une fois. « first » nomme la première opération ; qui peut la voir en lit"
                    + " aussi le jour et le montant."),
    ALREADY_DONE(409, "Déjà fait", "L'opération a déjà eu lieu, ou l'état actuel ne la permet plus."),
    ACCOUNT_NOT_EMPTY(409, "Compte non vide", "Un compte se ferme à zéro et sans reconversion en attente."),
    TOO_LARGE(413, "Demande trop grande", "Le corps de la demande dépasse la taille permise."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "Format non pris en charge",
            "Le corps d'une demande est du JSON en UTF-8, annoncé par" + " Content-Type: application/json."),
    INSUFFICIENT_BALANCE(
            422,
            "Solde insuffisant",
            "Le solde passerait sous zéro. « availableCents » dit ce qu'il y a, à qui peut lire ce compte."),
    ACCOUNT_FROZEN(422, "Compte bloqué", "Le compte est bloqué par son association."),
    ACCOUNT_CLOSED(422, "Compte fermé", "Le compte est fermé pour toujours."),
    NOT_A_MEMBER(422, "Adhésion non à jour", "L'opération demande une adhésion en cours."),
    MERCHANT_NOT_APPROVED(422, "Professionnel non agréé", "Seul un professionnel agréé peut être payé."),
    NOT_RECONVERTIBLE(
            422,
            "Reconversion impossible",
            "Seul un professionnel qui a été agréé reconvertit, tant que son" + " association rembourse."),
    WRONG_PIN(
            422,
            "Carte ou code refusé",
            "La carte est inconnue ou le code est faux. Trois codes faux de suite" + " bloquent la carte."),
    CARD_LOCKED(422, "Carte bloquée", "La carte est bloquée ; l'association peut la débloquer ou en donner une autre."),
    LIMIT_EXCEEDED(
            422, "Limite dépassée", "Une règle datée de l'association, ou le registre, fixe un minimum ou un plafond."),
    NOT_ENOUGH_NOTES(422, "Pas assez de billets", "Le stock ne permet pas de composer cette somme."),
    NOTES_DO_NOT_ADD_UP(422, "Le compte n'y est pas", "Le détail des billets ne donne pas la somme annoncée."),
    REFERENCE_UNUSABLE(
            422,
            "Référence inutilisable",
            "Une référence bancaire, un bordereau ou un numéro de facture désigne un seul mouvement. Un tiret, des zéros,"
                    + " « NOTPROVIDED » ou « VIREMENT » n'en désignent aucun."),
    REFUND_EXCEEDS_PAYMENT(
            422,
            "Remboursement trop grand",
            "Les remboursements d'un paiement ne dépassent jamais le"
                    + " paiement. « refundableCents » dit ce qui reste."),
    ISSUANCE_STOPPED(422, "Émission arrêtée", "L'association n'émet plus ou n'admet plus : son état l'interdit."),
    GUARANTEE_SHORT(422, "Fonds de garantie insuffisant", "Le compte dédié contient moins que ce qui doit en sortir."),
    PERIOD_CLOSED(422, "Période close", "La période comptable de cette date est close."),
    SELF_PAYMENT(422, "Paiement à soi-même", "Le payeur et le bénéficiaire sont le même compte."),
    IDEMPOTENCY_KEY_REUSED(422, "Clé déjà utilisée", "La même clé d'idempotence a servi pour une autre demande."),
    SECOND_PERSON_NEEDED(422, "Seconde personne requise", "Une autre personne doit confirmer."),
    ALREADY_SPENT(422, "Déjà dépensé", "Les roues émises ne sont plus toutes sur le compte."),
    TOO_MANY_REQUESTS(429, "Trop de demandes", "Ce client demande trop souvent ; Retry-After dit quand revenir."),
    INTERNAL(
            500,
            "Erreur interne",
            "Une erreur du logiciel. « traceId » permet de la retrouver ; la même clé peut" + " être renvoyée."),
    BUSY(503, "Registre occupé", "Rien n'a été fait. Renvoyez la même demande avec la même clé."),
    NOT_THE_WRITER(
            503,
            "Nœud en lecture",
            "Ce nœud n'écrit pas en ce moment. Renvoyez la même demande avec la même" + " clé."),
    NOT_YET_VISIBLE(503, "Pas encore visible", "La position demandée par atLeast n'est pas encore dans les vues."),
    OUTCOME_UNKNOWN(
            504,
            "Issue inconnue",
            "La réponse de la base s'est perdue. Renvoyez la même demande avec la même"
                    + " clé : elle ne sera faite qu'une fois.");

    private final int status;
    private final String title;
    private final String explanation;

    ProblemType(int status, String title, String explanation) {
        this.status = status;
        this.title = title;
        this.explanation = explanation;
    }

    public int status() {
        return status;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** In French, a few words. */
    public String title() {
        return title;
    }

    /** In French, for the page behind the problem's {@code type}. */
    public String explanation() {
        return explanation;
    }

    /** Where the page about it is. */
    public String path() {
        return "/problems/" + code();
    }

    /** The type of a code; empty if there is none. */
    public static Optional<ProblemType> byCode(String code) {
        return Arrays.stream(values()).filter(it -> it.code().equals(code)).findFirst();
    }

    /** What a bare status stands for, where a part of the platform knows no more. */
    static ProblemType ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 429 -> TOO_MANY_REQUESTS;
            case 503 -> BUSY;
            default -> status >= 500 ? INTERNAL : MALFORMED;
        };
    }
}
