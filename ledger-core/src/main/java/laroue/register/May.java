package laroue.register;

/** What one client of a merchant may do: a till takes payments, and only the office pays and reconverts. */
public enum May {
    TAKE,
    REFUND,
    READ,
    PAY,
    RECONVERT
}
