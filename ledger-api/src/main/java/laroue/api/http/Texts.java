package laroue.api.http;

import laroue.api.command.Sentence;
import laroue.value.VisibleText.Fault;

/** Why a text was refused. */
final class Texts {

    private Texts() {}

    static Sentence refused(Fault fault) {
        return switch (fault) {
            case EMPTY -> Sentence.of("field.text-empty");
            case CONTROL -> Sentence.of("field.text-control");
            case DIRECTION -> Sentence.of("field.text-direction");
            case INVISIBLE -> Sentence.of("field.text-invisible");
            case MARKS -> Sentence.of("field.text-marks");
        };
    }
}
