package laroue;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import laroue.admin.frame.ActMapping;
import laroue.api.security.AllowedAs;
import laroue.api.security.OpenToEverybody;
import laroue.decision.LedgerEvent;
import laroue.decision.StreamAggregate;
import laroue.stream.RegisteredStreams;
import laroue.view.disclosure.PaymentMatrix;
import org.springframework.web.bind.annotation.PostMapping;

/** The shape of the house. When one of these fails, docs/architecture.md changes first, or the code. */
@AnalyzeClasses(packages = "laroue", importOptions = ArchitectureTest.WithoutTests.class)
class ArchitectureTest {

    /** Rooms of the core that decide, each of which may open only the ones before it. */
    private static final List<String> DOMAIN = List.of(
            "value",
            "decision",
            "account",
            "association",
            "merchant",
            "payment",
            "conversion",
            "vault",
            "desk",
            "power",
            "confirmation",
            "takeover");

    private static final String[] DOMAIN_ROOMS =
            DOMAIN.stream().map(it -> "laroue." + it).toArray(String[]::new);

    /** All rooms, from the ground up; each opens only the ones on floors below. */
    private static final List<List<String>> FLOORS = List.of(
            List.of("value"),
            List.of("file", "decision"),
            List.of("account"),
            List.of("association"),
            List.of("merchant"),
            List.of("payment"),
            List.of("conversion"),
            List.of("vault"),
            List.of("desk"),
            List.of("power"),
            List.of("confirmation"),
            List.of("takeover"),
            List.of("stream"),
            List.of("codec"),
            List.of("journal"),
            List.of("ledger"),
            List.of("writer"),
            List.of("view", "register"),
            List.of("audit"),
            List.of("backup"),
            List.of("runtime"),
            List.of("api"),
            List.of("admin"));

    /** Where amounts are whole cents and nothing else. */
    private static final String[] MONEY_ROOMS = {
        "laroue.value..",
        "laroue.decision..",
        "laroue.account..",
        "laroue.association..",
        "laroue.merchant..",
        "laroue.payment..",
        "laroue.conversion..",
        "laroue.vault..",
        "laroue.desk..",
        "laroue.power..",
        "laroue.confirmation..",
        "laroue.takeover..",
        "laroue.codec..",
        "laroue.journal..",
        "laroue.ledger..",
        "laroue.writer..",
        "laroue.register.."
    };

    private static final DescribedPredicate<JavaClass> FLOATING = DescribedPredicate.describe(
            "double, float or BigDecimal",
            it -> Set.of("double", "float", "java.lang.Double", "java.lang.Float", BigDecimal.class.getName())
                    .contains(it.getName()));

    /** Neither test classes nor the jars in which modules hand theirs on. */
    static final class WithoutTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/") && !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static void rooms_open_only_downwards(JavaClasses classes) {
        var house = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (var floor : FLOORS) {
            for (var room : floor) {
                house = house.layer(room).definedBy("laroue." + room + "..");
            }
        }
        for (int floor = 0; floor < FLOORS.size() - 1; floor++) {
            var above = FLOORS.subList(floor + 1, FLOORS.size()).stream()
                    .flatMap(List::stream)
                    .toArray(String[]::new);
            for (var room : FLOORS.get(floor)) {
                house = house.whereLayer(room).mayOnlyBeAccessedByLayers(above);
            }
        }
        house.whereLayer("admin")
                .mayNotBeAccessedByAnyLayer()
                .because("core decides and remembers, api and admin show; what shows may change without what decides")
                .check(classes);
    }

    @ArchTest
    static final ArchRule the_product_holds_no_trials = noClasses()
            .should()
            .resideInAPackage("laroue.trials..")
            .orShould()
            .dependOnClassesThat(resideInAPackage("laroue.trials.."))
            .because(
                    "an association runs the ledger; what measures and breaks it is ledger-trials, beside the product");

    /** A room without a floor would be looked at by no rule, and a room that the page does not name by nobody. */
    @ArchTest
    static void every_room_has_a_floor_and_its_line_in_the_page(JavaClasses classes) throws IOException {
        var page = Files.readString(Path.of("../docs/architecture.md"));
        var named = Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE)
                .matcher(page.substring(
                        page.indexOf("## The rooms of the core"), page.indexOf("A room opens only downwards")))
                .results()
                .map(it -> it.group(1))
                .toList();
        var rooms = classes.stream()
                .map(it -> it.getPackageName().split("\\."))
                .filter(it -> it.length > 1)
                .map(it -> it[1])
                .collect(Collectors.toSet());
        var floors = FLOORS.stream().flatMap(List::stream).toList();

        assertThat(floors).containsAll(rooms);
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(floors.stream()
                        .filter(it -> !Set.of("api", "admin").contains(it))
                        .toList());
    }

    @ArchTest
    static final ArchRule no_cycles = slices().matching("laroue.(**)")
            .should()
            .beFreeOfCycles()
            .because("a room in a cycle can be neither read nor tested alone");

    /** Where a state and its events, or a command and its handler, still know each other; no room joins these. */
    private static final Set<String> WITH_CIRCLES = Set.of(
            "laroue.audit",
            "laroue.decision",
            "laroue.desk",
            "laroue.payment",
            "laroue.power",
            "laroue.takeover",
            "laroue.value",
            "laroue.vault");

    @ArchTest
    static final ArchRule files_of_a_room_know_each_other_in_one_direction = slices().assignedFrom(
                    new SliceAssignment() {
                        @Override
                        public SliceIdentifier getIdentifierOf(JavaClass type) {
                            return isOfTheCore(type) && !WITH_CIRCLES.contains(type.getPackageName())
                                    ? SliceIdentifier.of(type.getPackageName(), file(type))
                                    : SliceIdentifier.ignore();
                        }

                        @Override
                        public String getDescription() {
                            return "files";
                        }
                    })
            .should()
            .beFreeOfCycles()
            .because("two files that need each other are one file, or lack a third one under both");

    private static boolean isOfTheCore(JavaClass type) {
        return !type.getPackageName().startsWith("laroue.api")
                && !type.getPackageName().startsWith("laroue.admin");
    }

    private static String file(JavaClass type) {
        var outermost = type;
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        return outermost.getSimpleName();
    }

    @ArchTest
    static final ArchRule every_event_is_registered = classes()
            .that()
            .implement(LedgerEvent.class)
            .and()
            .areRecords()
            .and()
            .doNotHaveSimpleName("UnreadableEvent")
            .should(be(
                    "an event of a registered stream",
                    it -> RegisteredStreams.eventsByName().values().stream()
                            .anyMatch(event -> event.getName().equals(it.getName()))))
            .because("only what is registered is stored: its line goes to the events of its stream in"
                    + " laroue.stream.RegisteredStreams");

    @ArchTest
    static final ArchRule every_aggregate_is_registered = classes()
            .that()
            .areAssignableTo(StreamAggregate.class)
            .and()
            .doNotBelongToAnyOf(StreamAggregate.class)
            .should(be(
                    "the aggregate of a registered stream",
                    it -> RegisteredStreams.ALL.stream()
                            .anyMatch(stream -> stream.aggregate().getName().equals(it.getName()))))
            .because("a new type of stream is a constant in laroue.stream.RegisteredStreams, and has its place in ALL");

    private static ArchCondition<JavaClass> be(String what, Predicate<JavaClass> condition) {
        return ArchCondition.from(DescribedPredicate.<JavaClass>describe(what, condition))
                .as("be " + what);
    }

    @ArchTest
    static final ArchRule what_is_told_of_groups_comes_out_of_disclosure_control = noClasses()
            .that()
            .resideOutsideOfPackage("laroue.view.disclosure")
            .should()
            .callConstructorWhere(DescribedPredicate.describe(
                    "a matrix of payments is made", it -> it.getTargetOwner().isEquivalentTo(PaymentMatrix.class)))
            .because("SmallCellSuppression decides which cells may be shown (rule 50), and nobody else");

    @ArchTest
    static final ArchRule features_of_the_api_do_not_know_each_other = slices().matching("laroue.api.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    DescribedPredicate.alwaysTrue(),
                    resideInAnyPackage("laroue.api.security..", "laroue.api.http..", "laroue.api.command.."))
            .because(
                    "a feature is added or taken away as one folder; what two of them need goes to api.http, api.command"
                            + " or the core");

    @ArchTest
    static final ArchRule commands_are_submitted_below_http_and_pages = noClasses()
            .that()
            .resideInAPackage("laroue.api.command..")
            .should()
            .dependOnClassesThat(resideInAPackage("laroue.api..")
                    .and(DescribedPredicate.not(resideInAPackage("laroue.api.command.."))))
            .orShould()
            .dependOnClassesThat(
                    resideInAnyPackage("jakarta.servlet..", "org.springframework.http..", "org.springframework.web.."))
            .because(
                    "a page submits a command as a program does, with no HTTP in between; both write the answer themselves");

    @ArchTest
    static final ArchRule the_core_writes_no_answers = noClasses()
            .that()
            .resideInAnyPackage("laroue.ledger..", "laroue.writer..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("tools.jackson..", "org.springframework.http.."))
            .because(
                    "it decides, and keeps a code and a text that it does not read; api.command writes and reads them");

    @ArchTest
    static final ArchRule security_and_http_know_no_feature = noClasses()
            .that()
            .resideInAnyPackage("laroue.api.security..", "laroue.api.http..")
            .should()
            .dependOnClassesThat(resideInAPackage("laroue.api..")
                    .and(DescribedPredicate.not(
                            resideInAnyPackage("laroue.api.security..", "laroue.api.http..", "laroue.api.command.."))))
            .because("all features stand on these rooms");

    @ArchTest
    static final ArchRule features_of_the_pages_do_not_know_each_other = slices().matching("laroue.admin.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    DescribedPredicate.alwaysTrue(), resideInAnyPackage("laroue.admin.node..", "laroue.admin.frame.."))
            .because("a page is added or taken away as one folder; all they share is the frame around them, and the"
                    + " node, which runs their verbs");

    @ArchTest
    static final ArchRule the_node_knows_no_feature = noClasses()
            .that()
            .resideInAPackage("laroue.admin.node..")
            .should()
            .dependOnClassesThat(resideInAPackage("laroue.admin..")
                    .and(DescribedPredicate.not(resideInAPackage("laroue.admin.node.."))))
            .because("it finds pages and verbs by scanning; a node without one of them still starts");

    @ArchTest
    static final ArchRule the_frame_of_the_pages_knows_no_page = noClasses()
            .that()
            .resideInAPackage("laroue.admin.frame..")
            .should()
            .dependOnClassesThat(resideInAPackage("laroue.admin..")
                    .and(DescribedPredicate.not(resideInAPackage("laroue.admin.frame.."))))
            .because("all pages stand on it; it finds their ways in (MenuEntry) and their messages by scanning");

    @ArchTest
    static final ArchRule what_a_page_posts_is_in_the_table_of_the_api = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("laroue.admin..")
            .and(annotatedWith(PostMapping.class).or(annotatedWith(ActMapping.class)))
            .should()
            .beAnnotatedWith(AllowedAs.class)
            .orShould()
            .beAnnotatedWith(OpenToEverybody.class)
            .allowEmptyShould(true)
            .because("who may do what stands in one table (api.security.Access), for programs and for people");

    @ArchTest
    static final ArchRule the_domain_knows_java_and_a_little_axon = classes()
            .that()
            .resideInAnyPackage(DOMAIN_ROOMS)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(DOMAIN_ROOMS)
                    .or(resideInAnyPackage(
                            "java..",
                            "org.jspecify..",
                            "org.axonframework.commandhandling",
                            "org.axonframework.modelling.command..",
                            "org.axonframework.eventsourcing")))
            .because("rules about money must be readable, and testable in microseconds, without a framework");

    @ArchTest
    static final ArchRule files_are_read_without_a_framework = classes()
            .that()
            .resideInAPackage("laroue.file..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "laroue.file..", "laroue.value..", "java..", "org.jspecify..", "org.apache.commons.csv.."))
            .because(
                    "a history, a take-over and a bank's statement are read by the same code, and tested without a ledger");

    @ArchTest
    static final ArchRule no_clock_in_a_decision = noClasses()
            .that()
            .resideInAnyPackage(DOMAIN_ROOMS)
            .should()
            .accessTargetWhere(DescribedPredicate.describe("a clock is read", ArchitectureTest::readsAClock))
            .because("time comes in with the command; a decision that reads a clock cannot be replayed or previewed");

    private static boolean readsAClock(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        var name = access.getTarget().getName();
        return owner.isEquivalentTo(Clock.class)
                || owner.isEquivalentTo(InstantSource.class)
                || (owner.isEquivalentTo(Date.class) && "<init>".equals(name))
                || (owner.isEquivalentTo(System.class)
                        && Set.of("currentTimeMillis", "nanoTime").contains(name))
                || (owner.getPackageName().startsWith("java.time") && "now".equals(name));
    }

    @ArchTest
    static final ArchRule amounts_are_never_kept_floating = fields().that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(MONEY_ROOMS)
            .should()
            .notHaveRawType(FLOATING)
            .because("amounts are whole cents in a long (value.Roues, value.Euros): 0.1 + 0.2 is not 0.3");

    @ArchTest
    static final ArchRule amounts_are_never_returned_floating = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(MONEY_ROOMS)
            .should()
            .notHaveRawReturnType(FLOATING)
            .because("amounts are whole cents in a long (value.Roues, value.Euros), rates are value.Rate");

    @ArchTest
    static final ArchRule amounts_are_never_handed_over_floating = noCodeUnits()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(MONEY_ROOMS)
            .should()
            .haveRawParameterTypes(DescribedPredicate.describe(
                    "one that is double, float or BigDecimal", it -> it.stream().anyMatch(FLOATING)))
            .because("amounts are whole cents in a long (value.Roues, value.Euros), rates are value.Rate");

    @ArchTest
    static final ArchRule packages_are_named_after_the_business = noClasses()
            .should()
            .resideInAnyPackage(
                    "..common..", "..util..", "..dto..", "..service..", "..impl..", "..infrastructure..", "..mapper..")
            .because(
                    "such a name says how something is made and not what it is for, and fills up; name the room's noun");
}
