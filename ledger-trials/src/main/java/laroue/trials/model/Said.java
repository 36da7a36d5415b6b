package laroue.trials.model;

/**
 * What a decision says, in words.
 *
 * @param yes whether it is carried out
 */
record Said(boolean yes, String words) {

    static Said yes(String words) {
        return new Said(true, words);
    }

    static Said no(String words) {
        return new Said(false, words);
    }
}
