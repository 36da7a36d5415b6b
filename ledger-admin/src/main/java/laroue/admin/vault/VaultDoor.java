package laroue.admin.vault;

import java.util.List;
import java.util.Optional;
import laroue.api.command.Problems;
import laroue.association.Association;
import laroue.decision.LedgerState;
import laroue.register.People;
import laroue.value.AssociationCode;
import laroue.value.Note;
import laroue.vault.Vault;
import laroue.view.association.AssociationList;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The vault that a page is about, as the head of the ledger has it. */
@Component
final class VaultDoor {

    private final LedgerState ledgerState;
    private final People people;
    private final AssociationList associations;

    VaultDoor(LedgerState ledgerState, People people, AssociationList associations) {
        this.ledgerState = ledgerState;
        this.people = people;
        this.associations = associations;
    }

    /** The vault of a path; the page gets it too, with the name of its association. */
    Vault show(String code, Model page) {
        var association = association(code).orElseThrow(Problems::notFound);
        var vault = Vault.of(ledgerState, association.code());
        page.addAttribute("vault", vault);
        page.addAttribute("name", name(association));
        page.addAttribute("home", VaultController.LIST + "/" + code);
        return vault;
    }

    /** One vault, for who may look into several. */
    record Line(Vault vault, String name) {}

    List<Line> all() {
        return associations.codes().stream()
                .flatMap(it -> association(it.code()).stream())
                .map(it -> new Line(Vault.of(ledgerState, it.code()), name(it)))
                .toList();
    }

    /** Which denominations any association ever printed: what a first series is likely to have. */
    List<Integer> denominations() {
        return associations.codes().stream()
                .flatMap(it -> Vault.of(ledgerState, it).issued().counts().keySet().stream())
                .map(Note::denomination)
                .distinct()
                .sorted()
                .toList();
    }

    private Optional<Association> association(String code) {
        return AssociationCode.isWellFormed(code) ? ledgerState.find(Association.TYPE, code) : Optional.empty();
    }

    private String name(Association association) {
        return people.find(association.account())
                .map(People.Person::name)
                .orElse(association.code().code());
    }
}
