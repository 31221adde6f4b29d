package io.lading.cli.bench.as2;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What bounds AS2 on this machine: a message takes three operations with an RSA-2048 private key, two signatures and a
 * decryption, and hardly anything can be saved on them.
 *
 * @param perSecond by the clock, all processors at work, with whatever else ran on the machine
 * @param processorMillis an operation's processor time, whatever else ran
 */
record RsaRate(double perSecond, double processorMillis) {
    static final int OPERATIONS_A_MESSAGE = 3;
    private static final Duration LASTING = Duration.ofMillis(1500);

    /** Messages a second if nothing but these operations took time. */
    double bound() {
        return perSecond / OPERATIONS_A_MESSAGE;
    }

    static RsaRate measure() {
        int processors = Runtime.getRuntime().availableProcessors();
        ExecutorService threads = Executors.newFixedThreadPool(processors);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            run(pair); // so that the compiler is through with it
            List<Future<RsaRate>> running = new ArrayList<>();
            for (int i = 0; i < processors; i++) {
                running.add(threads.submit(() -> run(pair)));
            }
            double perSecond = 0;
            double millis = 0;
            for (Future<RsaRate> one : running) {
                perSecond += one.get().perSecond();
                millis += one.get().processorMillis() / processors;
            }
            return new RsaRate(perSecond, millis);
        } catch (GeneralSecurityException | ExecutionException e) {
            throw new IllegalStateException("This Java does not sign with RSA: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while measuring RSA.", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static RsaRate run(KeyPair pair) throws GeneralSecurityException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Signature signature = Signature.getInstance("SHA256withRSA");
        byte[] content = new byte[32];
        long operations = 0;
        long usedBefore = threads.getCurrentThreadCpuTime();
        long began = System.nanoTime();
        while (System.nanoTime() - began < LASTING.toNanos()) {
            signature.initSign(pair.getPrivate());
            signature.update(content);
            content = java.util.Arrays.copyOf(signature.sign(), content.length);
            operations++;
        }
        long elapsed = System.nanoTime() - began;
        long used = threads.getCurrentThreadCpuTime() - usedBefore;
        return new RsaRate(operations * 1e9 / elapsed, used / 1e6 / operations);
    }
}
