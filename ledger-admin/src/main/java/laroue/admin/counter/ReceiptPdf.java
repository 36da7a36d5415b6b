package laroue.admin.counter;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import laroue.admin.frame.Formats;
import laroue.conversion.Reconversion;
import laroue.desk.DeskEvent.Service;
import laroue.value.Notes;
import laroue.view.desk.CounterQueries.OperationLine;
import laroue.view.power.PowerFacts.PowerLine;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;
import org.springframework.context.MessageSource;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.stereotype.Component;

/** The paper that somebody takes along, as a file: a quarter of a sheet. It tells nothing of the account's balance. */
@Component
final class ReceiptPdf {

    private static final float MARGIN_POINTS = 28;

    private static final float POINTS = 9;

    private static final float POINTS_OF_TITLE = 14;

    private final MessageSource messages;

    ReceiptPdf(MessageSource messages) {
        this.messages = messages;
    }

    byte[] of(
            OperationLine operation,
            Optional<Reconversion> reconversion,
            List<PowerLine> withoutWord,
            String desk,
            Locale locale) {
        var bytes = new ByteArrayOutputStream();
        try (var document = new Document(PageSize.A6, MARGIN_POINTS, MARGIN_POINTS, MARGIN_POINTS, MARGIN_POINTS)) {
            PdfWriter.getInstance(document, bytes);
            document.open();
            document.addTitle(say("counter.receipt", locale) + " " + operation.operation());
            document.add(
                    new Paragraph("La Roue — " + say("counter.receipt", locale), PdfFont.BOLD.font(POINTS_OF_TITLE)));
            document.add(lines(operation, reconversion, withoutWord, desk, locale));
        }
        return bytes.toByteArray();
    }

    private PdfPTable lines(
            OperationLine it,
            Optional<Reconversion> reconversion,
            List<PowerLine> withoutWord,
            String desk,
            Locale locale) {
        var fmt = Formats.of(locale);
        var table = new PdfPTable(new float[] {2, 3});
        table.setWidthPercentage(100);
        table.setSpacingBefore(10);
        line(table, say("counter.what", locale), say("counter.service." + it.service(), locale));
        line(table, say("counter.account", locale), it.account());
        if (it.means() != null) {
            line(table, say("counter.received", locale), fmt.euros(it.euroCents()));
        }
        for (var handedIn : List.of(it.earned(), it.returned())) {
            if (!handedIn.isEmpty()) {
                line(table, say("counter.received", locale), worth(fmt, handedIn));
            }
        }
        if (!it.given().isEmpty()) {
            line(table, say("counter.given", locale), worth(fmt, it.given()));
        }
        if (it.digitalCents() != 0) {
            line(
                    table,
                    say(it.service() == Service.WITHDRAWAL ? "counter.off-account" : "counter.on-account", locale),
                    fmt.roues(it.digitalCents()));
        }
        var until = it.membershipUntil();
        if (until != null) {
            line(table, say("counter.customer.membership", locale), fmt.day(until));
        }
        reconversion.ifPresent(of -> {
            line(table, say("counter.fee", locale), fmt.euros(of.fee().cents()));
            line(table, say("counter.net", locale), fmt.euros(of.net().cents()));
        });
        line(table, say("counter.when", locale), fmt.dayAndTime(it.at(), it.recordedAt()) + ", " + desk);
        line(table, say("counter.number", locale), it.operation().toString());
        for (var act : withoutWord) {
            line(
                    table,
                    say("counter.without-word", locale),
                    say("counter.without-word." + act.act(), locale) + ", " + fmt.dayAndTime(act.at()));
        }
        if (it.undoneAt() != null) {
            line(table, say("counter.state", locale), say("counter.state.undone", locale));
        }
        return table;
    }

    private static String worth(Formats fmt, Notes notes) {
        return fmt.roues(notes.value().cents()) + " : " + fmt.notes(notes);
    }

    private static void line(PdfPTable table, String what, String value) {
        table.getDefaultCell().setBorder(Rectangle.BOTTOM);
        table.getDefaultCell().setHorizontalAlignment(Element.ALIGN_LEFT);
        table.addCell(PdfFont.REGULAR.phrase(what, POINTS));
        table.addCell(PdfFont.BOLD.phrase(value, POINTS));
    }

    private String say(String key, Locale locale) {
        return messages.getMessage(new DefaultMessageSourceResolvable(key), locale);
    }
}
