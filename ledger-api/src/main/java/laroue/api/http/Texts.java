package laroue.api.http;

import laroue.value.VisibleText.Fault;

/** Why a text was refused, in French. */
final class Texts {

    private Texts() {}

    static String refused(Fault fault) {
        return switch (fault) {
            case EMPTY -> "un texte est attendu, il est vide";
            case CONTROL -> "les caractères de contrôle sont refusés";
            case DIRECTION -> "les caractères qui changent le sens de lecture sont refusés";
            case INVISIBLE -> "les caractères invisibles sont refusés";
            case MARKS -> "trop de signes sont empilés sur une lettre";
        };
    }
}
