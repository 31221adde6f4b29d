package io.lading.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lading.operations.HubHealth;
import io.lading.operations.LookupDesk;
import io.lading.operations.WorkDesk;
import io.lading.partner.Community;
import io.lading.partner.Connection;
import io.lading.partner.LoadedCommunity;
import io.lading.partner.Partner;
import io.lading.routing.ConnectionTests;
import io.lading.routing.PartnerSheet;
import io.lading.routing.plan.PlanTrial;
import io.lading.tracking.Audit;
import io.lading.tracking.CertificateWatch;
import io.lading.tracking.Completions;
import io.lading.tracking.Finder;
import io.lading.tracking.LookupStore;
import io.lading.tracking.MachineTokens;
import io.lading.tracking.Node;
import io.lading.tracking.PartnersInForce;
import io.lading.tracking.PayloadReads;
import io.lading.tracking.Redo;
import io.lading.tracking.StoredSecrets;
import io.lading.tracking.Storyteller;
import io.lading.tracking.UsedNonces;
import io.lading.tracking.WorkList;
import io.lading.tracking.audit.AuditCheck;
import io.lading.tracking.audit.AuditExtract;
import io.lading.tracking.audit.Sealer;
import io.lading.transport.PartnerLimits;
import io.lading.transport.Submissions;
import java.time.Clock;
import java.time.ZoneId;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the REST interface together. */
@Configuration(proxyBeanMethods = false)
@Import({Problems.class, DescriptionController.class})
public class ApiConfiguration {

    /** What is absent is left out. */
    @Bean
    JsonMapperBuilderCustomizer withoutNulls() {
        return builder -> builder.changeDefaultPropertyInclusion(
                inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL));
    }

    @Bean
    WebMvcConfigurer scopes() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new ScopeCheck()).addPathPatterns("/api/**");
            }
        };
    }

    @Bean
    TokenController tokenController(MachineTokens tokens, Supplier<Community> community, Clock clock) {
        return new TokenController(tokens, community, clock);
    }

    @Bean
    Finder finder(DataSource dataSource) {
        return new Finder(dataSource);
    }

    /** Clock times inside sentences are the machine's, as in its log. */
    @Bean
    Storyteller storyteller(LoadedCommunity community, Clock clock) {
        return new Storyteller(
                id -> community.current().partner(id).map(Partner::name).orElse(id),
                id -> community
                        .current()
                        .connection(id)
                        .flatMap(Connection::hours)
                        .flatMap(hours -> hours.opens(clock.instant())),
                ZoneId.systemDefault());
    }

    @Bean
    Callers apiCallers(Finder finder) {
        return new Callers(finder);
    }

    @Bean
    ApiSettings apiSettings() {
        return ApiSettings.USUAL;
    }

    @Bean
    Waiting waiting(Completions completions, Finder finder, ApiSettings settings) {
        return new Waiting(completions, finder, settings.mostWaiting());
    }

    @Bean
    Intake intake(Submissions submissions, PartnerLimits limits, DataSource dataSource, Clock clock) {
        return new Intake(submissions, limits, new UsedNonces(dataSource, clock), clock);
    }

    @Bean
    SubmissionController submissionController(
            Intake intake, LoadedCommunity community, Waiting waiting, ApiSettings settings) {
        return new SubmissionController(intake, community, waiting, settings);
    }

    @Bean
    HealthDetailController healthDetailController(HubHealth health) {
        return new HealthDetailController(health);
    }

    @Bean
    PartnerDoorController partnerDoorController(
            Intake intake,
            LoadedCommunity community,
            Waiting waiting,
            Callers callers,
            ApiSettings settings,
            Clock clock) {
        return new PartnerDoorController(intake, community, waiting, callers, settings, clock);
    }

    @Bean
    RecordController recordController(
            Finder finder, Storyteller storyteller, Waiting waiting, Callers callers, PayloadReads reads) {
        return new RecordController(finder, storyteller, waiting, callers, reads);
    }

    @Bean
    PartnerController partnerController(
            PartnersInForce inForce, PlanTrial trial, CertificateWatch certificates, Audit audit, Clock clock) {
        return new PartnerController(inForce, trial, certificates, audit, clock);
    }

    @Bean
    SecretController secretController(StoredSecrets secrets, PartnersInForce inForce) {
        return new SecretController(secrets, inForce);
    }

    @Bean
    AuditController auditController(
            Audit audit, Sealer sealer, AuditCheck check, AuditExtract extract, PartnersInForce inForce) {
        return new AuditController(audit, sealer, check, extract, inForce);
    }

    @Bean
    ConnectionTestController connectionTestController(ConnectionTests tests, PartnerSheet sheet, Audit audit) {
        return new ConnectionTestController(tests, sheet, audit);
    }

    @Bean
    LookupDesk lookupDesk(LookupStore store) {
        return new LookupDesk(store);
    }

    @Bean
    LookupController lookupController(LookupStore store, LookupDesk desk, Supplier<Community> community) {
        return new LookupController(store, desk, community);
    }

    @Bean
    WorkList workList(DataSource dataSource, Node node, Clock clock) {
        return new WorkList(dataSource, node.ids(), clock);
    }

    @Bean
    WorkDesk workDesk(WorkList list, Redo redo) {
        return new WorkDesk(list, redo);
    }

    @Bean
    WorkController workController(WorkDesk desk) {
        return new WorkController(desk);
    }

    @Bean
    RedoController redoController(Redo redo) {
        return new RedoController(redo);
    }
}
