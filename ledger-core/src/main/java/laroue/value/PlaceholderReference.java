package laroue.value;

import java.text.Normalizer;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What banks and people write where there is no reference: it tells no two movements apart, so it cannot be used once
 * only. Letter case, accents, blanks and signs do not matter.
 */
public final class PlaceholderReference {

    private static final Pattern MARKS = Pattern.compile("\\p{M}");

    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]");

    private static final Pattern ONLY_FILLING = Pattern.compile("0*|x*");

    /** Without accents, blanks and signs. */
    private static final Set<String> WORDS = Set.of(
            "notprovided",
            "notprovid",
            "nonprovided",
            "notavailable",
            "nonfourni",
            "nonfournie",
            "noncommunique",
            "noncommuniquee",
            "nonrenseigne",
            "nonrenseignee",
            "nondisponible",
            "nonprecise",
            "nonprecisee",
            "sansreference",
            "sansref",
            "sansobjet",
            "sansmotif",
            "sanslibelle",
            "sansnumero",
            "pasdereference",
            "pasderef",
            "pasdenumero",
            "aucun",
            "aucune",
            "aucunereference",
            "neant",
            "rien",
            "vide",
            "inconnu",
            "inconnue",
            "idem",
            "ras",
            "null",
            "none",
            "nan",
            "nil",
            "undefined",
            "unknown",
            "na",
            "nc",
            "nr",
            "nd",
            "so",
            "np",
            "tbd",
            "todo",
            "test",
            "essai",
            "reference",
            "ref",
            "numero",
            "num",
            "no",
            "motif",
            "libelle",
            "objet",
            "virement",
            "virements",
            "vir",
            "virt",
            "virementsepa",
            "virsepa",
            "sepa",
            "sct",
            "sctinst",
            "virinst",
            "virementinstantane",
            "virementrecu",
            "virrecu",
            "virementemis",
            "viremis",
            "virementpermanent",
            "virementsepaemis",
            "virementsepar",
            "virementseparecu",
            "virseparecu",
            "virsepaemis",
            "viresparecu",
            "virementfaveurtiers",
            "virfaveurtiers",
            "transfer",
            "transfert",
            "wire",
            "prelevement",
            "prlv",
            "prlvsepa",
            "prelevementsepa",
            "cheque",
            "cheques",
            "chq",
            "remise",
            "remisecheque",
            "remisecheques",
            "remisedecheque",
            "remisedecheques",
            "remisechq",
            "bordereau",
            "bordereauderemise",
            "depot",
            "depotespeces",
            "versement",
            "versementespeces",
            "especes",
            "carte",
            "cartebancaire",
            "cb",
            "tpe",
            "paiement",
            "reglement",
            "payment",
            "facture",
            "factures",
            "invoice",
            "achat",
            "vente",
            "cotisation",
            "adhesion",
            "don",
            "change",
            "roue",
            "roues",
            "reconversion",
            "remboursement",
            "acompte",
            "solde",
            "divers",
            "compte",
            "banque",
            "mail",
            "voirmail");

    private PlaceholderReference() {}

    /** Whether a text names nothing: only signs, only zeros or crosses, or a word that stands for any movement. */
    public static boolean is(String text) {
        var letters = MARKS.matcher(Normalizer.normalize(TextKey.of(text).value(), Normalizer.Form.NFKD))
                .replaceAll("");
        var bare = SIGNS.matcher(letters).replaceAll("");
        return ONLY_FILLING.matcher(bare).matches() || WORDS.contains(bare);
    }
}
