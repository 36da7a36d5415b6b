package laroue.admin.demo;

import java.util.List;

/** Names for people and businesses that do not exist; each says so. */
final class Names {

    /** Stands behind every name, so that nobody takes one for a person. */
    static final String INVENTED = " (fictif)";

    private static final List<String> FIRST = List.of(
            "Alix",
            "Camille",
            "Charlie",
            "Clémence",
            "Dominique",
            "Eden",
            "Florence",
            "Gwenn",
            "Hyacinthe",
            "Ilan",
            "Jo",
            "Kim",
            "Lou",
            "Maxence",
            "Noa",
            "Ocean",
            "Pascale",
            "Quentin",
            "Romane",
            "Sacha");

    private static final List<String> LAST = List.of(
            "Exemple",
            "Modèle",
            "Specimen",
            "Échantillon",
            "Maquette",
            "Prototype",
            "Patron",
            "Gabarit",
            "Essai",
            "Esquisse",
            "Ébauche",
            "Croquis",
            "Figure",
            "Décor",
            "Factice");

    private static final List<String> OF = List.of(
            "de l'Exemple", "du Modèle", "de la Maquette", "du Spécimen", "de l'Essai", "du Croquis", "de l'Esquisse");

    private Names() {}

    /** The n-th person; up to three hundred differ. */
    static String person(int n) {
        return FIRST.get(n % FIRST.size()) + " " + LAST.get(n / FIRST.size() % LAST.size()) + INVENTED;
    }

    /** The n-th business of a trade. */
    static String business(String trade, int n) {
        return trade + " " + OF.get(n % OF.size()) + INVENTED;
    }
}
