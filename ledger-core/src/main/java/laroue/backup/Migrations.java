package laroue.backup;

import java.util.Map;

/** Makes the tables of an empty database as a release had them: rows are loaded into the tables that they were copied from. */
public interface Migrations {

    /** The newest version of each schema that this release knows, by the name of the schema. */
    Map<String, String> newest();

    /** Makes each of some schemas as it was at a version, and does nothing where it is at that version already. */
    void migrate(Map<String, String> versions);
}
