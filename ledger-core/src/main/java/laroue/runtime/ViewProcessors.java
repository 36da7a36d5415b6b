package laroue.runtime;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import laroue.journal.Feed;
import laroue.journal.Journal;
import laroue.view.View.Tables;
import laroue.view.ViewGroup;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.StreamableMessageSource;

/** Axon's streaming processors, one for each group of views: one thread, one segment, from the first event on. */
public final class ViewProcessors implements AutoCloseable {

    /** A message of the feed is a batch already. */
    private static final int BATCH = 1;

    /** How often a processor asks for the tables that another node had. */
    private static final long CLAIM_EVERY_MILLIS = 500;

    private final List<TrackingEventProcessor> processors;

    ViewProcessors(
            List<ViewGroup> groups,
            Feed feed,
            Journal journal,
            TokenStore tokens,
            TransactionManager transactions,
            Tables tables,
            Folding folding) {
        this.processors = groups.stream()
                .map(it -> TrackingEventProcessor.builder()
                        .name(it.name())
                        .eventHandlerInvoker(new ViewInvoker(it, tables, feed, journal, folding))
                        .errorHandler(PropagatingErrorHandler.INSTANCE)
                        .messageSource(new FeedSource(feed, journal, it))
                        .tokenStore(tokens)
                        .transactionManager(transactions)
                        .trackingEventProcessorConfiguration(
                                TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                                        .andBatchSize(BATCH)
                                        .andTokenClaimInterval(CLAIM_EVERY_MILLIS, TimeUnit.MILLISECONDS)
                                        .andInitialTrackingToken(StreamableMessageSource::createTailToken))
                        .build())
                .toList();
    }

    /**
     * Which processors failed and wait to try the same batch again, and why: the database is not as it must be.
     *
     * @return the reason by the name of the processor
     */
    public Map<String, String> retrying() {
        var retrying = new TreeMap<String, String>();
        for (var processor : processors) {
            processor.processingStatus().values().stream()
                    .filter(EventTrackerStatus::isErrorState)
                    .map(EventTrackerStatus::getError)
                    .findFirst()
                    .ifPresent(it -> retrying.put(processor.getName(), it.toString()));
        }
        return retrying;
    }

    void start() {
        processors.forEach(TrackingEventProcessor::start);
    }

    @Override
    public void close() {
        processors.forEach(TrackingEventProcessor::shutDown);
    }
}
