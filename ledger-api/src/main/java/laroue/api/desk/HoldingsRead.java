package laroue.api.desk;

import java.util.Map;
import java.util.Optional;
import laroue.api.http.CountedNotes;
import laroue.desk.Count;
import laroue.desk.Holdings;
import laroue.value.Series;

/** What a desk holds, or what somebody counted there, as answers have it. */
record HoldingsRead(
        Map<String, Object> stock,
        Map<String, Object> returns,
        Map<String, Object> roueTill,
        long cashEuroCents,
        long chequesEuroCents) {

    static HoldingsRead of(Holdings it, Optional<Series> current) {
        return of(new Count(it.stock(), it.returns(), it.roueTill(), it.cash(), it.cheques()), current);
    }

    static HoldingsRead of(Count it, Optional<Series> current) {
        return new HoldingsRead(
                CountedNotes.write(it.stock(), current),
                CountedNotes.write(it.returns(), current),
                CountedNotes.write(it.roueTill(), current),
                it.cash().cents(),
                it.cheques().cents());
    }
}
