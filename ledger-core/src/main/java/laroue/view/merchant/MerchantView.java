package laroue.view.merchant;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import laroue.journal.RecordedEvent;
import laroue.merchant.Merchant.Status;
import laroue.merchant.MerchantEvent;
import laroue.merchant.MerchantEvent.Applied;
import laroue.merchant.MerchantEvent.Approved;
import laroue.merchant.MerchantEvent.Changed;
import laroue.merchant.MerchantEvent.Left;
import laroue.merchant.MerchantEvent.Suspended;
import laroue.view.Columns;
import laroue.view.View;
import org.jspecify.annotations.Nullable;

/** The list of merchants, and from which day on each is of which sector and class. Nothing is added up: what is said last is written. */
public final class MerchantView implements View {

    @Override
    public void fold(List<RecordedEvent> events, Tables tables) {
        var merchants = new TreeMap<String, Fold>();
        var changes = new LinkedHashMap<Term, Changed>();
        for (var recorded : events) {
            switch (recorded.event()) {
                case Changed e -> changes.merge(new Term(e.merchant().id(), e.from()), e, MerchantView::both);
                case MerchantEvent e -> merchants.merge(e.stream(), fold(recorded, e), Fold::then);
                default -> {
                    // It concerns no merchant.
                }
            }
        }
        write(merchants, tables);
        if (!changes.isEmpty()) {
            change(List.copyOf(changes.values()), tables);
        }
    }

    private record Fold(@Nullable Applied applied, String merchant, Status status, Instant since, long position) {

        Fold then(Fold later) {
            return new Fold(applied, merchant, later.status, later.since, later.position);
        }

        Applied application() {
            if (applied == null) {
                throw new IllegalStateException(merchant + " did not apply in this batch");
            }
            return applied;
        }
    }

    private record Term(String merchant, LocalDate starts) {}

    private static Changed both(Changed first, Changed second) {
        return new Changed(
                first.merchant(),
                first.account(),
                first.from(),
                second.sector() == null ? first.sector() : second.sector(),
                second.merchantClass() == null ? first.merchantClass() : second.merchantClass(),
                second.renamed());
    }

    private static void change(List<Changed> changes, Tables tables) {
        tables.sql("""
                        insert into view.merchant_change (merchant, starts, sector, merchant_class)
                        select merchant, starts, sector, merchant_class
                          from unnest(:merchants::text[], :starts::date[], :sectors::text[], :classes::text[])
                            as said (merchant, starts, sector, merchant_class)
                            on conflict (merchant, starts) do update
                           set sector = coalesce(excluded.sector, merchant_change.sector),
                               merchant_class = coalesce(excluded.merchant_class, merchant_change.merchant_class)
                        """)
                .param("merchants", Columns.texts(changes, it -> it.merchant().id()))
                .param("starts", Columns.days(changes, Changed::from))
                .param("sectors", Columns.texts(changes, Changed::sector))
                .param("classes", Columns.texts(changes, Changed::merchantClass))
                .update();
    }

    private static Fold fold(RecordedEvent recorded, MerchantEvent event) {
        return switch (event) {
            case Applied e -> of(recorded, e, Status.APPLIED, e);
            case Approved e -> of(recorded, e, Status.APPROVED, null);
            case Suspended e -> of(recorded, e, Status.SUSPENDED, null);
            case Left e -> of(recorded, e, Status.LEFT, null);
            case Changed e -> throw new IllegalStateException("no change of state: " + e);
        };
    }

    private static Fold of(RecordedEvent recorded, MerchantEvent event, Status status, @Nullable Applied applied) {
        return new Fold(applied, event.merchant().id(), status, recorded.at(), recorded.position());
    }

    private static void write(Map<String, Fold> merchants, Tables tables) {
        var fresh =
                merchants.values().stream().filter(it -> it.applied() != null).toList();
        var known =
                merchants.values().stream().filter(it -> it.applied() == null).toList();
        if (!fresh.isEmpty()) {
            insert(fresh, tables);
        }
        if (!known.isEmpty()) {
            update(known, tables);
        }
    }

    private static void insert(List<Fold> fresh, Tables tables) {
        tables.sql("""
                        insert into view.merchant (
                               merchant, account, association, siret, sector, commune, merchant_class, status, since,
                               position)
                        select merchant, account, association, siret, sector, commune, merchant_class, status,
                               timestamptz 'epoch' + since * interval '1 microsecond', position
                          from unnest(
                                   :merchants::text[], :accounts::text[], :associations::text[], :sirets::text[],
                                   :sectors::text[], :communes::text[], :classes::text[], :statuses::text[],
                                   :sinces::bigint[], :positions::bigint[])
                            as fresh (merchant, account, association, siret, sector, commune, merchant_class, status,
                                      since, position)
                        """)
                .param("merchants", Columns.texts(fresh, Fold::merchant))
                .param(
                        "accounts",
                        Columns.texts(fresh, it -> it.application().account().number()))
                .param(
                        "associations",
                        Columns.texts(
                                fresh,
                                it -> it.application().merchant().association().code()))
                .param("sirets", Columns.texts(fresh, it -> siret(it.application())))
                .param("sectors", Columns.texts(fresh, it -> it.application().sector()))
                .param("communes", Columns.texts(fresh, it -> it.application().commune()))
                .param("classes", Columns.texts(fresh, it -> it.application().merchantClass()))
                .param("statuses", Columns.texts(fresh, it -> it.status().name()))
                .param("sinces", Columns.instants(fresh, Fold::since))
                .param("positions", Columns.longs(fresh, Fold::position))
                .update();
    }

    private static void update(List<Fold> known, Tables tables) {
        tables.sql("""
                        update view.merchant
                           set status = moved.status,
                               since = timestamptz 'epoch' + moved.since * interval '1 microsecond',
                               position = moved.position
                          from unnest(:merchants::text[], :statuses::text[], :sinces::bigint[], :positions::bigint[])
                            as moved (merchant, status, since, position)
                         where merchant.merchant = moved.merchant
                        """)
                .param("merchants", Columns.texts(known, Fold::merchant))
                .param("statuses", Columns.texts(known, it -> it.status().name()))
                .param("sinces", Columns.instants(known, Fold::since))
                .param("positions", Columns.longs(known, Fold::position))
                .update();
    }

    private static @Nullable String siret(Applied applied) {
        var siret = applied.siret();
        return siret == null ? null : siret.digits();
    }
}
