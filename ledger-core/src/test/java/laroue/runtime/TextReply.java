package laroue.runtime;

import laroue.ledger.AnswerFormat;
import laroue.ledger.Ledger;
import laroue.ledger.Reply;
import laroue.ledger.Request;

/** A reply as its text, whether it was decided just now or before. */
record TextReply(int status, String body, boolean replayed) {

    static <R> TextReply of(Ledger ledger, Object command, Request request, AnswerFormat<R> format) {
        Reply<R> reply = ledger.execute(command, request, format);
        var written = reply.written(format);
        return new TextReply(written.code(), written.text(), reply.replayed());
    }
}
