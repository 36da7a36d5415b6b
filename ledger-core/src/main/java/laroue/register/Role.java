package laroue.register;

/** What a client is, and so what it may ask for; which rule asks for which role stands in one table of the API. */
public enum Role {
    MEMBER,
    MERCHANT,
    DESK,
    TREASURER,
    ADMIN,
    AUDITOR
}
