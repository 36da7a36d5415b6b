package laroue.admin.queues;

/**
 * Something that waits, and what the desk is called that it comes from.
 *
 * @param desk its name, or its id where the register has none
 */
record AtDesk<T>(T line, String desk) {}
