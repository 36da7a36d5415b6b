package laroue.admin.demo;

import java.util.List;
import laroue.value.AssociationCode;
import laroue.value.Rate;

/** What the demonstration is made of: real communes with their INSEE codes, invented people and businesses. */
final class Territory {

    /** An association with its communes, the larger ones first, and how many members and merchants it has. */
    record Issuer(
            AssociationCode code,
            String name,
            Rate fee,
            boolean calendar,
            List<String> communes,
            int members,
            int merchants) {}

    /** A trade by its NAF code, and how much of all spending goes there. */
    record Trade(String naf, String name, int share, long typicalCents) {}

    static final AssociationCode ALPES = new AssociationCode("05");

    /** INSEE codes of Gap and Briançon, where the two tills stand. */
    static final String GAP = "05061";

    static final String BRIANCON = "05023";

    static final List<Issuer> ISSUERS = List.of(
            new Issuer(
                    ALPES,
                    "La Roue des Hautes-Alpes",
                    Rate.NONE,
                    true,
                    // Gap, Briançon, Embrun, Veynes, Laragne, Guillestre, Chorges, Tallard, Serres, L'Argentière
                    List.of(GAP, BRIANCON, "05046", "05179", "05070", "05065", "05040", "05170", "05166", "05006"),
                    160,
                    30),
            new Issuer(
                    new AssociationCode("84"),
                    "La Roue du Vaucluse",
                    new Rate(20_000),
                    false,
                    // Avignon, Carpentras, Orange, Cavaillon, Apt, L'Isle-sur-la-Sorgue, Pertuis, Vaison
                    List.of("84007", "84031", "84087", "84035", "84003", "84054", "84089", "84137"),
                    90,
                    22),
            new Issuer(
                    new AssociationCode("13A"),
                    "La Roue du Pays d'Aix",
                    new Rate(50_000),
                    false,
                    // Aix-en-Provence, Gardanne, Trets, Lambesc, Venelles, Fuveau
                    List.of("13001", "13041", "13110", "13050", "13113", "13040"),
                    50,
                    16));

    static final List<Trade> TRADES = List.of(
            new Trade("10.71C", "Boulangerie", 22, 8_50),
            new Trade("47.29Z", "Épicerie", 18, 27_00),
            new Trade("01.13Z", "Maraîchage", 14, 16_00),
            new Trade("56.10A", "Table", 12, 24_00),
            new Trade("10.51C", "Fromagerie", 8, 14_00),
            new Trade("47.61Z", "Librairie", 6, 19_00),
            new Trade("56.30Z", "Café", 6, 7_00),
            new Trade("96.02A", "Coiffure", 4, 32_00),
            new Trade("11.02B", "Cave", 3, 36_00),
            new Trade("95.29Z", "Atelier de réparation", 3, 38_00),
            new Trade("90.01Z", "Théâtre", 2, 18_00),
            new Trade("43.22A", "Plomberie", 2, 140_00));

    private Territory() {}
}
