package laroue.writer;

import java.time.OffsetDateTime;

/**
 * The connection that writes, as PostgreSQL knows it.
 *
 * @param pid of its backend
 * @param start of its backend: process numbers are used again
 */
record WriterSession(int pid, OffsetDateTime start) {}
