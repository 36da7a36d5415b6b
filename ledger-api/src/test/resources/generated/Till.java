import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import sdk.ApiClient;
import sdk.ApiException;
import sdk.api.PaymentsApi;
import sdk.api.SecurityApi;
import sdk.model.BatchItem;
import sdk.model.CardRead;
import sdk.model.PayBatchRequest;
import sdk.model.PaymentAsked;
import sdk.model.Problem;

/** A till written against the generated client: takes a payment, finds it again, meets a refusal, takes a batch. */
public class Till {

    public static void main(String[] args) throws Exception {
        var client = new ApiClient();
        var node = URI.create(args[0]);
        client.setScheme(node.getScheme());
        client.setHost(node.getHost());
        client.setPort(node.getPort());
        var basic = Base64.getEncoder().encodeToString((args[1] + ":" + args[2]).getBytes(StandardCharsets.UTF_8));
        client.setRequestInterceptor(request -> request.header("Authorization", "Basic " + basic));
        var token = new SecurityApi(client).askForToken("client_credentials").getAccessToken();
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
        var payments = new PaymentsApi(client);
        var card = new CardRead().number(args[3]).pin(args[4]);
        var reference = "java-" + UUID.randomUUID();

        var paid = payments.pay(
                new PaymentAsked().amountCents(125L).reference(reference).card(card), UUID.randomUUID().toString(), false);
        require(paid.getAmountCents() == 125 && paid.getId() != null && paid.getAt() != null, "paid " + paid);
        var found = payments.payments(reference, null, null, null, null, null, paid.getPosition());
        require(paid.getId().equals(found.getId()) && found.getRefundedCents() == 0, "found " + found);
        var page = payments.payments(null, null, null, null, 1, null, paid.getPosition());
        require(page.getItems().size() == 1 && page.getTotals().getInCents() >= 125, "page " + page);

        try {
            payments.pay(
                    new PaymentAsked().amountCents(99_999_999_999L).reference("java-too-much").card(card),
                    UUID.randomUUID().toString(),
                    false);
            require(false, "no refusal");
        } catch (ApiException refused) {
            var problem = client.getObjectMapper().readValue(refused.getResponseBody(), Problem.class);
            require(refused.getCode() == 422, "status " + refused.getCode());
            require("insufficient-balance".equals(problem.getCode().getValue()), "code " + problem);
            require(problem.getAskedCents() != null && problem.getTraceId() != null, "members " + problem);
        }

        var batch = payments.payBatch(
                new PayBatchRequest()
                        .mode(PayBatchRequest.ModeEnum.EACH)
                        .addItemsItem(new PaymentAsked().amountCents(1L).reference("b-" + reference).card(card))
                        .addItemsItem(new PaymentAsked().amountCents(1L).reference(reference).card(card)),
                UUID.randomUUID().toString(),
                false);
        BatchItem second = batch.getItems().get(1);
        require(batch.getItems().get(0).getStatus() == 201, "batch " + batch);
        require(second.getStatus() == 409 && paid.getId().equals(second.getFirst()), "batch " + batch);
        System.out.println("paid " + Map.of("cents", paid.getAmountCents()));
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }
}
