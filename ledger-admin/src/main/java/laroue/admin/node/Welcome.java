package laroue.admin.node;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** What a node over its own PostgreSQL says when it is ready, to the person who has just started it. */
final class Welcome {

    private static final SequencedMap<String, String> DEMONSTRATION = new LinkedHashMap<>();

    static {
        DEMONSTRATION.put("demo-admin", "administration de l'association 05");
        DEMONSTRATION.put("demo-treasurer", "trésorerie de l'association 05");
        DEMONSTRATION.put("demo-till", "caisse d'un commerce à Gap");
        DEMONSTRATION.put("demo-till-2", "caisse d'un commerce à Briançon");
        DEMONSTRATION.put("demo-member", "membre, carte 05-0001, PIN 0420");
        DEMONSTRATION.put("demo-desk", "comptoir gap-centre");
        DEMONSTRATION.put("demo-auditor", "lecture seule");
        DEMONSTRATION.put("demo-load", "essais de charge");
    }

    private Welcome() {}

    /** The clients that the demonstration has, in the order in which they are named. */
    static Collection<String> demonstrationClients() {
        return DEMONSTRATION.sequencedKeySet();
    }

    /**
     * To a demonstration.
     *
     * @param clients those that are there and still have the secret of the demonstration
     */
    static String toDemonstration(String address, Path data, Collection<String> clients) {
        return ready(address, data)
                + """
                Démonstration : toutes les personnes et tous les commerces sont inventés.
                Identifiants, secret « %s », pour l'API comme pour les pages :
                %s
                Ctrl+C pour arrêter.
                """.formatted(
                                DemoClients.SECRET,
                                DEMONSTRATION.entrySet().stream()
                                        .filter(it -> clients.contains(it.getKey()))
                                        .map(it -> "  %-16s %s".formatted(it.getKey(), it.getValue()))
                                        .collect(Collectors.joining("\n")));
    }

    /**
     * To a ledger that began with an import.
     *
     * @param secretFile where the secret of the client {@code admin} is kept
     */
    static String toImported(String address, Path data, Path secretFile) {
        return ready(address, data) + """
                Ce registre a commencé par une reprise : le territoire de démonstration n'y est pas.
                Pour entrer, sur les pages comme par l'API : identifiant « admin » ; son secret est dans
                  %s
                « admin » ouvre les autres accès, page « Accès » ; chaque personne a le sien.
                Ctrl+C pour arrêter.
                """.formatted(secretFile);
    }

    private static String ready(String address, Path data) {
        return """

                La Roue est prête : %1$s
                  API : %1$s/docs    santé : %1$s/readyz    données : %2$s

                """.formatted(address, data);
    }
}
