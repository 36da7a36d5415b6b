package laroue.admin.directory;

import java.util.List;
import laroue.api.security.Access;
import laroue.api.security.Caller;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The parts of the directory, each shown to whom its lists are open to. */
@ControllerAdvice(basePackageClasses = Shelves.class)
class Shelves {

    /**
     * One part.
     *
     * @param endpoint whose rule opens it
     */
    record Shelf(String path, String label, String endpoint) {

        boolean isOpenTo(Caller caller) {
            return Access.ruleOf(HttpMethod.GET, endpoint)
                    .filter(it -> it.admits(caller))
                    .isPresent();
        }
    }

    private static final List<Shelf> ALL = List.of(
            new Shelf(MembersController.SEARCH, "directory.members", "/v1/members"),
            new Shelf(MerchantsController.LIST, "directory.merchants", "/v1/merchants"),
            new Shelf(DesksController.LIST, "directory.desks", "/v1/circulation/desks"),
            new Shelf(ClientPagesController.LIST, "directory.clients", "/v1/clients"),
            new Shelf(AssociationsController.LIST, "directory.associations", "/v1/associations"));

    @ModelAttribute("shelves")
    List<Shelf> shelves(Caller caller) {
        return ALL.stream().filter(it -> it.isOpenTo(caller)).toList();
    }
}
