package io.lading.routing;

import io.lading.configuration.Settings;
import io.lading.mapping.registry.MapRegistry;
import io.lading.mapping.registry.MappingFiles;
import io.lading.partner.Community;
import io.lading.partner.LoadedCommunity;
import io.lading.partner.PartnerContext;
import io.lading.routing.plan.PlanTrial;
import io.lading.routing.plan.ReceivedInputs;
import io.lading.routing.process.Guides;
import io.lading.routing.process.KnowledgeBase;
import io.lading.schema.SchemaCatalog;
import io.lading.security.MasterKey;
import io.lading.tracking.Configurations;
import io.lading.tracking.KnowledgeLog;
import io.lading.tracking.LookupStore;
import io.lading.tracking.MachineTokens;
import io.lading.tracking.PartnersInForce;
import io.lading.tracking.StoredSecrets;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the hub knows from files: schemas, maps and partners. All that is wrong with them is said together at start. */
@Configuration(proxyBeanMethods = false)
class KnowledgeConfiguration {
    private static final Logger log = LoggerFactory.getLogger(KnowledgeConfiguration.class);

    @Bean
    SchemaCatalog schemaCatalog(Settings settings) {
        // Read as they are needed: a hub starts at once whatever directories it knows.
        return SchemaCatalog.onDemand(
                settings.folders().mappings(), problem -> log.error("A schema cannot be used: {}", problem));
    }

    @Bean
    Guides guides(SchemaCatalog catalog) {
        return new CatalogGuides(catalog);
    }

    @Bean
    MapRegistry mapRegistry(Settings settings) {
        MapRegistry registry = MapRegistry.of(settings.folders().mappings());
        // A broken map is told by the refreshes and by health; all others serve.
        registry.refresh();
        return registry;
    }

    @Bean
    MachineTokens machineTokens(DataSource dataSource, Clock clock) {
        return new MachineTokens(dataSource, clock);
    }

    @Bean
    MasterKey masterKey(Settings settings) throws IOException {
        return settings.masterKey().isPresent()
                ? settings.masterKey().get()
                : MasterKey.obtain(settings.data().resolve(MasterKey.FILE_NAME));
    }

    @Bean
    StoredSecrets storedSecrets(DataSource dataSource, MasterKey key, Settings settings, Clock clock) {
        return new StoredSecrets(
                dataSource,
                clock,
                key,
                settings.earlierMasterKey().map(List::of).orElse(List.of()));
    }

    @Bean
    LoadedCommunity loadedCommunity(Settings settings, MapRegistry maps, SchemaCatalog schemas, StoredSecrets secrets) {
        LoadedCommunity community = new LoadedCommunity(
                settings.folders().partners(),
                () -> new PartnerContext(
                        settings.environment(),
                        System.getenv(),
                        settings.permitted(),
                        Optional.of(maps.named()),
                        Optional.of(schemas.ids()),
                        settings.delivery().retry(),
                        settings.delivery().outbound(),
                        secrets),
                Community.empty(settings.environment()));
        community.require(agreement -> AgreementRules.problems(agreement, schemas, maps));
        return community;
    }

    /** Made before anything that serves: whoever asks for the community then finds the one in force. */
    @Bean
    PartnersInForce partnersInForce(
            DataSource dataSource,
            Settings settings,
            LoadedCommunity community,
            ConnectionRoutes connections,
            StoredSecrets secrets,
            Clock clock)
            throws IOException {
        PartnersInForce inForce = new PartnersInForce(
                new Configurations(dataSource, clock),
                community,
                settings.folders().partners(),
                settings.data().resolve("partners-in-force"));
        inForce.start();
        inForce.onChange(connections::align);
        inForce.watch(secrets::revision);
        return inForce;
    }

    @Bean
    LookupStore lookupStore(DataSource dataSource, Clock clock) {
        return new LookupStore(dataSource, clock);
    }

    @Bean
    LookupsInForce lookupsInForce(LookupStore store) {
        return new LookupsInForce(store);
    }

    @Bean
    KnowledgeBase knowledge(
            DataSource dataSource,
            Settings settings,
            LoadedCommunity community,
            PartnersInForce partners,
            Guides guides,
            MapRegistry maps,
            LookupsInForce lookups)
            throws IOException {
        KnowledgeLog log = new KnowledgeLog(dataSource);
        EarlierKnowledge earlier =
                new EarlierKnowledge(log, partners, settings.data().resolve("knowledge"));
        MappingFiles schemas = MappingFiles.read(settings.folders().mappings(), "schemas");
        return new KnowledgeInForce(community, partners, guides, schemas, maps, lookups, log, earlier);
    }

    @Bean
    PlanTrial planTrial(
            DataSource dataSource,
            Settings settings,
            PartnersInForce partners,
            KnowledgeBase knowledge,
            SchemaCatalog schemas,
            MapRegistry maps,
            LookupsInForce lookups,
            Clock clock) {
        return new PlanTrial(
                partners,
                knowledge,
                new ProposedMappings(schemas, maps, lookups),
                new ReceivedInputs(dataSource, settings.batch().bytes()),
                settings.data().resolve("knowledge"),
                clock);
    }
}
