package laroue.register;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The next number of a series. A number is given once; one that is not used leaves a gap, which is harmless. */
public final class Serials {

    private final JdbcClient db;

    public Serials(JdbcClient db) {
        this.db = db;
    }

    /** The next number of a series, from 1. */
    public int next(String series) {
        return reserve(series, 1);
    }

    /**
     * Takes several numbers at once.
     *
     * @return the first of them
     */
    public int reserve(String series, int count) {
        return db.sql("""
                insert into register.serial (series, last)
                values (:series, :count)
                on conflict (series) do update set last = serial.last + excluded.last
                returning last
                """)
                        .param("series", series)
                        .param("count", count)
                        .query(Integer.class)
                        .single()
                - count
                + 1;
    }
}
