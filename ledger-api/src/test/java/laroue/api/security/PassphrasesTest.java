package laroue.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import laroue.api.security.Passphrases.Complaint;
import laroue.register.Secrets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassphrasesTest {

    private final Passphrases passphrases = new Passphrases(new Secrets("a secret of this test"));

    @ParameterizedTest
    @DisplayName("Less than twelve characters, as a reader counts them, are too few")
    @ValueSource(
            strings = {
                "",
                "onze lettre",
                "           onze lettre           ",
                "👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦",
                "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301"
            })
    void tooShort(String typed) {
        assertThat(passphrases.complaint(typed)).hasValue(Complaint.TOO_SHORT);
    }

    @ParameterizedTest
    @DisplayName("What is tried first is refused: common passphrases, rows of keys, repetitions, names")
    @ValueSource(
            strings = {
                "password1234",
                "123456789012",
                "aaaaaaaaaaaa",
                "qwertyuiop12",
                "azertyuiop12",
                "motdepasse12",
                "MotDePasse2026",
                "motdepassemotdepasse",
                "iloveyou1234",
                "laroue laroue",
                "zoe inventee 1",
                "abcabcabcabc"
            })
    void tooCommon(String typed) {
        assertThat(passphrases.complaint(typed, "Zoe Inventee", "zoe@invented.example"))
                .hasValue(Complaint.TOO_COMMON);
    }

    @ParameterizedTest
    @DisplayName("What a person makes up is taken, with any letters and blanks")
    @ValueSource(
            strings = {
                "quatre mots sans aucun lien",
                "jardin cerise lune",
                "Vx7!kq0z_Rw2",
                "пароль из слов",
                "cheval agrafe pile correct"
            })
    void taken(String typed) {
        assertThat(passphrases.complaint(typed, "Zoe Inventee", "zoe@invented.example"))
                .isEmpty();
    }

    @Test
    @DisplayName("A passphrase of any length counts to its last character, and however a keyboard writes its accents")
    void everyCharacterCounts() {
        var whole = "é".repeat(90) + "fin";
        var hash = passphrases.encode(whole);

        assertThat(hash).startsWith("$2").doesNotContain("fin");
        assertThat(passphrases.matches(whole, hash)).isTrue();
        assertThat(passphrases.matches(Normalizer.normalize(whole, Normalizer.Form.NFD), hash))
                .isTrue();
        assertThat(passphrases.matches(whole.replace("fin", "fim"), hash)).isFalse();
        assertThat(new Passphrases(new Secrets("another secret")).matches(whole, hash))
                .as("the database alone is not enough")
                .isFalse();
        assertThat(passphrases.complaint("a word ".repeat(40))).hasValue(Complaint.TOO_LONG);
    }
}
