package laroue.admin.demo;

import laroue.merchant.Siret;

/** Numbers that pass the check of a SIRET and belong to nobody: no business's number starts with three zeros. */
final class InventedSiret {

    private InventedSiret() {}

    static Siret of(int n) {
        return Siret.of("000%05d".formatted(n), "0001");
    }
}
