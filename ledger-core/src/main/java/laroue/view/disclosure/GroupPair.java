package laroue.view.disclosure;

import laroue.view.disclosure.PaymentMatrix.Disclosed;

/**
 * What one group paid to another, before it is decided whether that may be shown.
 *
 * @param parties how many took part on the side that has fewer; not counted beyond five
 */
public record GroupPair(String payers, String payees, Disclosed paid, long parties) {}
