package io.lading.routing;

import io.lading.configuration.Settings;
import io.lading.security.MasterKey;
import io.lading.tracking.Audit;
import io.lading.tracking.PayloadReads;
import io.lading.tracking.SignInLog;
import io.lading.tracking.audit.AuditCheck;
import io.lading.tracking.audit.AuditExtract;
import io.lading.tracking.audit.AuditKeys;
import io.lading.tracking.audit.AuditTimer;
import io.lading.tracking.audit.Retention;
import io.lading.tracking.audit.Sealer;
import io.lading.tracking.audit.TableOwner;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the audit is kept, sealed and checked by. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    Audit audit(DataSource dataSource, Clock clock) {
        return new Audit(dataSource, clock);
    }

    @Bean
    SignInLog signInLog(Audit audit, Clock clock) {
        return new SignInLog(audit, clock);
    }

    @Bean
    PayloadReads payloadReads(Audit audit, Clock clock) {
        return new PayloadReads(audit, clock);
    }

    @Bean
    AuditKeys auditKeys(DataSource dataSource, MasterKey master, Settings settings) {
        return AuditKeys.open(
                dataSource, master, settings.earlierMasterKey().map(List::of).orElse(List.of()));
    }

    @Bean
    Sealer sealer(DataSource dataSource, AuditKeys keys, Settings settings, Clock clock) {
        return new Sealer(dataSource, keys, settings.data().resolve(Sealer.ANCHOR), clock);
    }

    @Bean
    AuditCheck auditCheck(DataSource dataSource, AuditKeys keys, Settings settings) {
        return new AuditCheck(dataSource, keys, settings.data().resolve(Sealer.ANCHOR));
    }

    @Bean
    AuditExtract auditExtract(DataSource dataSource, AuditKeys keys) {
        return new AuditExtract(dataSource, keys);
    }

    @Bean
    Retention auditRetention(
            TableOwner owner, AuditKeys keys, AuditCheck check, Audit audit, Settings settings, Clock clock) {
        return new Retention(
                owner.connections(), keys, check, audit, settings.audit().keepMonths(), clock);
    }

    @Bean(destroyMethod = "close")
    AuditTimer auditTimer(Sealer sealer, Retention retention, SignInLog signIns) {
        return AuditTimer.start(sealer, retention, signIns);
    }
}
