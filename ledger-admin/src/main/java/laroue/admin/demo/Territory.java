package laroue.admin.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import laroue.value.AssociationCode;
import laroue.value.DeskId;
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

    /**
     * A conversion desk, at a market.
     *
     * @param size how many come on a market day, about
     * @param everyWeeks how many weeks are between two of its market days
     */
    record Stand(
            DeskId id,
            String name,
            AssociationCode association,
            String commune,
            int size,
            DayOfWeek market,
            int everyWeeks) {

        /** Whether it opens on a day; nobody does on the two feasts. */
        boolean opensOn(LocalDate day) {
            boolean feast = day.getDayOfYear() == 1 || (day.getMonthValue() == 12 && day.getDayOfMonth() == 25);
            return !feast && day.getDayOfWeek() == market && Math.floorMod(day.toEpochDay() / 7, everyWeeks) == 0;
        }
    }

    static final AssociationCode ALPES = new AssociationCode("05");

    /** INSEE codes of Gap and Briançon, where the two tills stand. */
    static final String GAP = "05061";

    static final String BRIANCON = "05023";

    private static final AssociationCode VAUCLUSE = new AssociationCode("84");

    private static final AssociationCode AIX = new AssociationCode("13A");

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
                    VAUCLUSE,
                    "La Roue du Vaucluse",
                    new Rate(20_000),
                    false,
                    // Avignon, Carpentras, Orange, Cavaillon, Apt, L'Isle-sur-la-Sorgue, Pertuis, Vaison
                    List.of("84007", "84031", "84087", "84035", "84003", "84054", "84089", "84137"),
                    90,
                    22),
            new Issuer(
                    AIX,
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

    /** The desk of which the README tells comes first. */
    static final List<Stand> STANDS = List.of(
            new Stand(new DeskId("gap-centre"), "Gap Centre", ALPES, GAP, 6, DayOfWeek.SATURDAY, 1),
            new Stand(new DeskId("briancon-vauban"), "Briançon Vauban", ALPES, BRIANCON, 4, DayOfWeek.WEDNESDAY, 1),
            new Stand(new DeskId("embrun-marche"), "Embrun Marché", ALPES, "05046", 3, DayOfWeek.SATURDAY, 2),
            new Stand(new DeskId("veynes-gare"), "Veynes Gare", ALPES, "05179", 2, DayOfWeek.THURSDAY, 2),
            new Stand(new DeskId("laragne-marche"), "Laragne Marché", ALPES, "05070", 2, DayOfWeek.THURSDAY, 2),
            new Stand(new DeskId("chorges-village"), "Chorges Village", ALPES, "05040", 1, DayOfWeek.SUNDAY, 4),
            new Stand(new DeskId("avignon-halles"), "Avignon Halles", VAUCLUSE, "84007", 5, DayOfWeek.SATURDAY, 1),
            new Stand(new DeskId("carpentras-marche"), "Carpentras Marché", VAUCLUSE, "84031", 3, DayOfWeek.FRIDAY, 2),
            new Stand(new DeskId("apt-centre"), "Apt Centre", VAUCLUSE, "84003", 2, DayOfWeek.SATURDAY, 2),
            new Stand(new DeskId("isle-quais"), "L'Isle Quais", VAUCLUSE, "84054", 2, DayOfWeek.SUNDAY, 2),
            new Stand(new DeskId("aix-rotonde"), "Aix Rotonde", AIX, "13001", 4, DayOfWeek.SATURDAY, 1),
            new Stand(new DeskId("gardanne-cours"), "Gardanne Cours", AIX, "13041", 2, DayOfWeek.FRIDAY, 2));

    /** Every association prints the same kinds of notes, as many of them as are needed for some months. */
    static final List<Integer> DENOMINATIONS = List.of(1, 2, 5, 10, 13, 20, 50);

    private static final List<Integer> PRINTED = List.of(600, 600, 800, 800, 300, 600, 250);

    /** For one of those who come on a market day. */
    private static final List<Integer> FLOAT = List.of(6, 6, 8, 10, 4, 8, 4);

    private Territory() {}

    /** One printing, by denomination. */
    static SortedMap<Integer, Integer> printing() {
        return times(1, PRINTED);
    }

    /** The float of a desk, by denomination. */
    static SortedMap<Integer, Integer> floatOf(Stand stand) {
        return times(1 + stand.size(), FLOAT);
    }

    private static SortedMap<Integer, Integer> times(int factor, List<Integer> counts) {
        var all = new TreeMap<Integer, Integer>();
        IntStream.range(0, counts.size()).forEach(it -> all.put(DENOMINATIONS.get(it), factor * counts.get(it)));
        return all;
    }
}
