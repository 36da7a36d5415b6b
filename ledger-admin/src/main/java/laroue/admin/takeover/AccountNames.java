package laroue.admin.takeover;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laroue.admin.takeover.HistoryFile.Text;
import laroue.value.AccountNumber;
import laroue.value.TextKey;

/**
 * Which account each of the other system's names means. All spellings with one key mean one account; only where earlier
 * imports opened several for them does each spelling keep its own.
 */
final class AccountNames {

    private final Map<String, AccountNumber> bySpelling;
    private final Map<TextKey, Set<AccountNumber>> byKey = new HashMap<>();
    private final Map<AccountNumber, String> names = new LinkedHashMap<>();

    AccountNames(Map<String, AccountNumber> known) {
        this.bySpelling = new HashMap<>(known);
        known.forEach((name, account) -> note(name, account));
    }

    /** The accounts that a name may mean: none if it is new, several if it cannot be told. */
    Collection<AccountNumber> find(Text name) {
        var exact = Optional.ofNullable(bySpelling.get(name.raw()))
                .or(() -> Optional.ofNullable(bySpelling.get(name.text())));
        return exact.<Collection<AccountNumber>>map(List::of).orElseGet(() -> byKey.getOrDefault(name.key(), Set.of()));
    }

    /** Enters a new name. */
    void add(Text name, AccountNumber account) {
        bySpelling.put(name.text(), account);
        note(name.text(), account);
    }

    /** What an account is called; its number if it has no name any more. */
    String name(AccountNumber account) {
        return names.getOrDefault(account, account.number());
    }

    boolean hasName(AccountNumber account) {
        return names.containsKey(account);
    }

    /** The keys of all names. */
    Set<TextKey> keys() {
        return Set.copyOf(byKey.keySet());
    }

    /** The accounts whose names resemble that of another, in groups; at least one of each is among the new ones. */
    List<List<AccountNumber>> alike(Set<AccountNumber> fresh, Set<AccountNumber> unused) {
        var groups = new LinkedHashMap<String, List<AccountNumber>>();
        names.forEach((account, name) -> {
            if (!unused.contains(account)) {
                groups.computeIfAbsent(Resemblance.of(name), _ -> new ArrayList<>())
                        .add(account);
            }
        });
        return groups.values().stream()
                .filter(it -> it.size() > 1 && it.stream().anyMatch(fresh::contains))
                .toList();
    }

    private void note(String name, AccountNumber account) {
        byKey.computeIfAbsent(TextKey.of(name), _ -> new HashSet<>()).add(account);
        names.putIfAbsent(account, name);
    }
}
