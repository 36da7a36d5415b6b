package laroue.admin.figures;

/**
 * What a figure is, in the language of the page.
 *
 * @param figure its name in the API
 * @param source key of the message that says how it is known: measured or declared
 */
record Meaning(String figure, String title, String formula, String source) {}
