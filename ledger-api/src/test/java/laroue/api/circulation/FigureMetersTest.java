package laroue.api.circulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import laroue.api.ApiTest;
import laroue.view.association.AssociationList;
import laroue.view.circulation.Figures;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class FigureMetersTest extends ApiTest {

    @Autowired
    private Figures figures;

    @Autowired
    private AssociationList associations;

    @Test
    @DisplayName("the figures of every association are there at the first scrape; a ratio without a debt is NaN")
    void areThereFromTheStart() {
        var founded = api().post("admin", "/v1/associations", """
                {"code": "SCR", "name": "Association inventée"}""").expect(201);
        api().get("auditor", "/v1/associations?atLeast=" + founded.number("position"))
                .expect(200);

        var meters = new SimpleMeterRegistry();
        assertThat(new FigureMeters(figures, associations, meters)).isNotNull();

        assertThat(of(meters, "SCR", "strict")).isNaN();
        assertThat(of(meters, "SCR", "extended")).isNaN();
        assertThat(of(meters, "05", "strict")).isPositive();
        assertThat(meters.get("laroue.circulation.cents")
                        .tags("association", "SCR", "medium", "paper")
                        .gauge()
                        .value())
                .isZero();
    }

    private static double of(SimpleMeterRegistry meters, String association, String kind) {
        return meters.get("laroue.coverage.ratio")
                .tags("association", association, "kind", kind)
                .gauge()
                .value();
    }
}
