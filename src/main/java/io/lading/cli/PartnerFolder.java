package io.lading.cli;

import io.lading.configuration.Settings;
import io.lading.partner.Community;
import io.lading.partner.LoadedCommunity;
import io.lading.partner.PartnerContext;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A folder of partner files, read as a hub with the same settings would, but without one. */
final class PartnerFolder {
    private PartnerFolder() {}

    /**
     * Nothing is read yet.
     *
     * @param schemas true if agreements are checked against the schemas there are; maps are left to the hub
     */
    static LoadedCommunity of(Settings settings, Path folder, boolean schemas) {
        Optional<Set<String>> known = schemas
                ? Optional.of(
                        Examination.load().all().stream().map(Examination::id).collect(Collectors.toSet()))
                : Optional.empty();
        return new LoadedCommunity(
                folder,
                () -> new PartnerContext(
                        settings.environment(),
                        System.getenv(),
                        settings.permitted(),
                        Optional.empty(),
                        known,
                        settings.delivery().retry(),
                        settings.delivery().outbound()),
                Community.empty(settings.environment()));
    }
}
