package laroue.value;

/** What kind of person or body holds an account. */
public enum HolderKind {
    INDIVIDUAL,
    PROFESSIONAL,
    ASSOCIATION,
    PUBLIC
}
