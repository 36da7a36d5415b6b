package laroue.admin.node;

import java.nio.file.Path;

/** What a demonstration says when it is ready, to the person who has just started it. */
final class Welcome {

    private Welcome() {}

    static String to(String address, Path data) {
        return """

                La Roue est prête : %1$s
                  API : %1$s/docs    santé : %1$s/readyz    données : %2$s

                Démonstration : toutes les personnes et tous les commerces sont inventés.
                Identifiants, secret « demo », pour l'API comme pour les pages :
                  demo-admin, demo-treasurer   administration et trésorerie de l'association 05
                  demo-till, demo-till-2       caisses de commerces à Gap et à Briançon
                  demo-member                  membre, carte 05-0001, PIN 0420
                  demo-desk                    comptoir gap-centre
                  demo-auditor                 lecture seule
                  demo-load                    essais de charge
                Ctrl+C pour arrêter.
                """.formatted(address, data);
    }
}
