package laroue.admin.demo;

import java.util.Optional;
import java.util.stream.IntStream;
import laroue.merchant.Siret;

/** Numbers that pass the check of a SIRET and belong to nobody: no business's number starts with three zeros. */
final class InventedSiret {

    private InventedSiret() {}

    static Siret of(int n) {
        var digits = "000%06d0001".formatted(n);
        return IntStream.range(0, 10)
                .mapToObj(check -> Siret.parse(digits + check))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }
}
