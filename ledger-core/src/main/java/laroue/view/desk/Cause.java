package laroue.view.desk;

import laroue.desk.DeskEvent;
import laroue.desk.DeskEvent.Closed;
import laroue.desk.DeskEvent.Remitted;
import laroue.desk.DeskEvent.Served;
import laroue.desk.DeskEvent.SessionClosed;
import laroue.desk.DeskEvent.SessionOpened;
import laroue.desk.DeskEvent.ShipmentSent;
import laroue.desk.DeskEvent.ShipmentTaken;
import laroue.desk.DeskEvent.Undone;

/** After what a desk held something else. */
public enum Cause {
    OPENING_COUNT,
    CLOSING_COUNT,
    CHANGE,
    RECONVERSION,
    DEPOSIT,
    WITHDRAWAL,
    STAMP,
    UNDONE,
    SHIPMENT_SENT,
    SHIPMENT_TAKEN,
    REMITTED,
    WRITTEN_OFF;

    static Cause of(DeskEvent.Moving event) {
        return switch (event) {
            case SessionOpened _ -> OPENING_COUNT;
            case SessionClosed _ -> CLOSING_COUNT;
            case Served e -> of(e.service());
            case Undone _ -> UNDONE;
            case ShipmentSent _ -> SHIPMENT_SENT;
            case ShipmentTaken _ -> SHIPMENT_TAKEN;
            case Remitted _ -> REMITTED;
            case Closed _ -> WRITTEN_OFF;
        };
    }

    private static Cause of(DeskEvent.Service service) {
        return switch (service) {
            case CHANGE -> CHANGE;
            case RECONVERSION -> RECONVERSION;
            case DEPOSIT -> DEPOSIT;
            case WITHDRAWAL -> WITHDRAWAL;
            case STAMP -> STAMP;
        };
    }
}
