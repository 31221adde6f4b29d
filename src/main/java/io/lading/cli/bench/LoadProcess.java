package io.lading.cli.bench;

import io.lading.cli.process.JavaCommand;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The load client as a child process. */
final class LoadProcess implements AutoCloseable {
    private final Process process;
    private final BufferedWriter commands;
    private final BufferedReader answers;

    private LoadProcess(Process process) {
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    static LoadProcess start(URI hub, String token) throws IOException {
        List<String> flags = List.of("-XX:+UseSerialGC", "-Xmx512m", "-XX:TieredStopAtLevel=1", "-Xshare:auto");
        ProcessBuilder builder = new ProcessBuilder(
                        JavaCommand.of(LoadClient.class.getName(), flags, List.of(hub.toString())))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put(LoadClient.TOKEN, token);
        return new LoadProcess(builder.start());
    }

    /** How the sending went, seen by the sender. */
    record Sent(int accepted, int refused, double seconds) {}

    void prepare(boolean files, long start, int count) throws IOException {
        ask("prepare " + (files ? "files " : "interchange ") + start + " " + count);
    }

    /** Sends all that was prepared, and waits for the last answer. */
    Sent send(int connections) throws IOException {
        String[] words = ask("send " + connections).split(" ");
        return new Sent(Integer.parseInt(words[1]), Integer.parseInt(words[2]), Long.parseLong(words[3]) / 1e6);
    }

    /** Processor time used so far, in seconds. */
    double used() {
        return process.info()
                .totalCpuDuration()
                .map(used -> used.toMillis() / 1000.0)
                .orElse(0.0);
    }

    private String ask(String command) throws IOException {
        commands.write(command);
        commands.newLine();
        commands.flush();
        String answer = answers.readLine();
        if (answer == null || answer.startsWith("failed")) {
            throw new IOException("The load client broke off" + (answer == null ? "." : ": " + answer));
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        commands.close();
        process.destroy();
    }
}
