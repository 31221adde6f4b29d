package io.lading.console;

import io.lading.configuration.Settings;
import io.lading.operations.LookupDesk;
import io.lading.operations.WorkDesk;
import io.lading.partner.LoadedCommunity;
import io.lading.schema.SchemaCatalog;
import io.lading.tracking.Audit;
import io.lading.tracking.CertificateWatch;
import io.lading.tracking.Finder;
import io.lading.tracking.LookupStore;
import io.lading.tracking.PayloadReads;
import io.lading.tracking.Redo;
import io.lading.tracking.Storyteller;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Puts the console together; needs the beans of the REST interface. */
@Configuration(proxyBeanMethods = false)
@Import({SignInController.class, Problems.class})
public class ConsoleConfiguration {

    /** Named for the templates. */
    @Bean
    Shown shown(Clock clock, LoadedCommunity community) {
        return new Shown(clock, ZoneId.systemDefault(), community);
    }

    @Bean
    EveryPage everyPage(Settings settings, WorkDesk work) {
        return new EveryPage(settings.environment().word(), work);
    }

    @Bean
    RawText rawText(Finder finder, SchemaCatalog schemas) {
        return new RawText(finder, schemas);
    }

    @Bean
    ActivityPage activityPage(
            Finder finder, WorkDesk work, LoadedCommunity community, CertificateWatch certificates, Clock clock) {
        return new ActivityPage(finder, work, community, certificates, clock);
    }

    @Bean
    DocumentPage documentPage(Finder finder, Storyteller storyteller, RawText raw, PayloadReads reads) {
        return new DocumentPage(finder, storyteller, raw, reads);
    }

    @Bean
    TransmissionPage transmissionPage(Finder finder, Storyteller storyteller, RawText raw, PayloadReads reads) {
        return new TransmissionPage(finder, storyteller, raw, reads);
    }

    @Bean
    WorkPage workPage(WorkDesk work, LoadedCommunity community) {
        return new WorkPage(work, community);
    }

    @Bean
    LookupPage lookupPage(LookupStore store, LookupDesk desk, Audit audit) {
        return new LookupPage(store, desk, audit);
    }

    @Bean
    RedoPage redoPage(Redo redo) {
        return new RedoPage(redo);
    }
}
