package io.lading.configuration;

import io.lading.security.Permitted;
import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks that what partner files may use is nothing of the hub's own. */
final class PermittedFolders {
    private final Path home;
    private final Problems problems;

    PermittedFolders(Path home, Problems problems) {
        this.home = home.toAbsolutePath();
        this.problems = problems;
    }

    /** What an option says, and where. */
    record Given(List<String> texts, Place place) {}

    Permitted read(Path data, List<Path> own, Given exchange, Given secrets, List<String> variables) {
        Permitted usual = Permitted.usual(data);
        List<Path> folders = new ArrayList<>();
        for (String text : exchange.texts()) {
            folders.add(checked("folders.exchange", text, exchange.place(), data, own));
        }
        List<Path> kept = new ArrayList<>();
        for (String text : secrets.texts()) {
            kept.add(checked("folders.secrets", text, secrets.place(), data, own));
        }
        Path secretsFolder = kept.isEmpty() ? usual.secrets() : kept.get(0);
        if (kept.size() > 1) {
            problems.add(secrets.place(), "'folders.secrets' is one folder; found " + kept.size() + ".");
        }
        for (Path folder : folders) {
            if (meet(folder, secretsFolder)) {
                problems.add(
                        exchange.place(),
                        "'folders.exchange' and 'folders.secrets' must not lie one in the other: files of " + folder
                                + " are sent to partners.");
            }
        }
        return new Permitted(data, secretsFolder, folders.isEmpty() ? usual.exchange() : folders, variables);
    }

    private Path checked(String key, String text, Place place, Path data, List<Path> own) {
        Path folder = home.resolve(text).normalize();
        Permitted usual = Permitted.usual(data);
        boolean theirs = folder.startsWith(usual.secrets())
                || folder.startsWith(usual.exchange().get(0));
        boolean inData = meet(folder, data.toAbsolutePath().normalize()) && !theirs;
        for (Path ours : own) {
            if (meet(folder, ours) || inData) {
                problems.add(
                        place,
                        "'" + key + "' must not name the hub's own folders, nor lie in or around them (data, routes,"
                                + " mappings, connectors, partners); found '" + text + "', which is " + folder
                                + ". Name a folder beside them, or "
                                + usual.exchange().get(0) + ".");
                break;
            }
        }
        return folder;
    }

    private static boolean meet(Path one, Path other) {
        return one.startsWith(other) || other.startsWith(one);
    }
}
