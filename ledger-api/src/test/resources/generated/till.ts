// A till written against the generated client: takes a payment, finds it again, meets a refusal, takes a batch.
import { Configuration, PaymentsApi, ProblemFromJSON, ResponseError, SecurityApi } from './index';

declare const process: { argv: string[]; exit(code: number): void };

function require_(condition: boolean, otherwise: unknown) {
    if (!condition) {
        throw new Error(JSON.stringify(otherwise));
    }
}

async function main([node, client, secret, number = '', pin = '']: string[]) {
    const asking = new SecurityApi(new Configuration({ basePath: node, username: client, password: secret }));
    const token = await asking.askForToken({ grantType: 'client_credentials' });
    const payments = new PaymentsApi(new Configuration({ basePath: node, accessToken: 'Bearer ' + token.accessToken }));
    const card = { number, pin };
    const reference = 'ts-' + crypto.randomUUID();

    const paid = await payments.pay({
        idempotencyKey: crypto.randomUUID(),
        paymentAsked: { amountCents: 125, reference, card },
    });
    require_(paid.amountCents === 125 && paid.id !== undefined && paid.at instanceof Date, paid);
    const found = await payments.payments({ reference, atLeast: paid.position });
    require_(found.id === paid.id && found.refundedCents === 0, found);
    const page = await payments.payments({ limit: 1, atLeast: paid.position });
    require_(page.items?.length === 1 && page.totals!.inCents >= 125, page);

    try {
        await payments.pay({
            idempotencyKey: crypto.randomUUID(),
            paymentAsked: { amountCents: 99_999_999_999, reference: 'ts-too-much', card },
        });
        require_(false, 'no refusal');
    } catch (refused) {
        if (!(refused instanceof ResponseError)) {
            throw refused;
        }
        const problem = ProblemFromJSON(await refused.response.json());
        require_(refused.response.status === 422 && problem.code === 'insufficient-balance', problem);
        require_(problem.askedCents !== undefined && problem.traceId !== undefined, problem);
    }

    const batch = await payments.payBatch({
        idempotencyKey: crypto.randomUUID(),
        payBatchRequest: {
            mode: 'each',
            items: [
                { amountCents: 1, reference: 'b-' + reference, card },
                { amountCents: 1, reference, card },
            ],
        },
    });
    require_(batch.items[0]!.status === 201, batch);
    require_(batch.items[1]!.status === 409 && batch.items[1]!.first === paid.id, batch);
    console.log('paid', paid.amountCents);
}

main(process.argv.slice(2)).catch((failure) => {
    console.error(failure);
    process.exit(1);
});
