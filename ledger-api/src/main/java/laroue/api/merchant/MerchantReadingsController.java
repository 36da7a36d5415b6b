package laroue.api.merchant;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import laroue.api.http.Page;
import laroue.api.http.Paging;
import laroue.api.http.Written;
import laroue.api.security.Access;
import laroue.api.security.Caller;
import laroue.merchant.Merchant;
import laroue.merchant.Naf;
import laroue.value.AssociationCode;
import laroue.view.merchant.Directory;
import laroue.view.merchant.Directory.Filter;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The merchants of the network. */
@RestController
class MerchantReadingsController {

    private static final int LONGEST_SEARCH = 100;

    private final Directory directory;
    private final Access access;

    MerchantReadingsController(Directory directory, Access access) {
        this.directory = directory;
        this.access = access;
    }

    /** One merchant, and since when it stands so. */
    record MerchantLine(
            String merchant,
            @Nullable String name,
            String account,
            String association,
            @Nullable String siret,
            @Nullable String sector,
            @Nullable String commune,
            @JsonProperty("class") String merchantClass,
            String status,
            Instant since) {
        static MerchantLine of(Directory.Listed it) {
            return new MerchantLine(
                    it.merchant(),
                    it.name(),
                    it.account(),
                    it.association(),
                    it.siret(),
                    it.sector(),
                    it.commune(),
                    it.merchantClass(),
                    Written.of(it.status()),
                    it.since());
        }
    }

    @GetMapping("/v1/merchants")
    Page<MerchantLine> merchants(
            Caller caller,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String commune,
            @RequestParam(required = false) @Nullable String sector,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String association,
            Paging paging) {
        var filter = new Filter(sought(q), commune, sector(sector), status(status), association(caller, association));
        var after = paging.after() == null ? "" : paging.after();
        var lines = directory.merchants(filter, after, paging.oneMore()).stream()
                .map(MerchantLine::of)
                .toList();
        return Page.of(MerchantLine.class, lines, paging, MerchantLine::merchant);
    }

    private @Nullable AssociationCode association(Caller caller, @Nullable String code) {
        if (code == null) {
            return caller.limitedTo().orElse(null);
        }
        if (!AssociationCode.isWellFormed(code)) {
            throw Problems.malformed("association", Sentence.of("field.association"));
        }
        var association = new AssociationCode(code);
        access.requireAssociation(caller, association);
        return association;
    }

    private static @Nullable String sought(@Nullable String typed) {
        if (typed != null && (typed.isBlank() || typed.length() > LONGEST_SEARCH)) {
            throw Problems.malformed("q", Sentence.of("field.characters", Map.of("most", LONGEST_SEARCH)));
        }
        return typed;
    }

    /** As it is stored, however it was typed; what is no code at all is the sector of nobody. */
    private static @Nullable String sector(@Nullable String typed) {
        return typed == null ? null : Naf.read(typed).orElse(typed);
    }

    private static Merchant.@Nullable Status status(@Nullable String word) {
        return word == null
                ? null
                : Written.read(word, Merchant.Status.class)
                        .orElseThrow(() -> Problems.malformed("status", Sentence.of("field.merchant-status")));
    }
}
