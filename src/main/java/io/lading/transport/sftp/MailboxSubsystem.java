package io.lading.transport.sftp;

import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpSubsystem;
import org.apache.sshd.sftp.server.SftpSubsystemConfigurator;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/**
 * The library's SFTP, which looks for a file on the disk before it asks what we make of it. The files in {@code in} are not
 * on the disk under their names; for them it asks at once.
 */
final class MailboxSubsystem extends SftpSubsystem {
    private final Uploads uploads;

    private MailboxSubsystem(ChannelSession channel, SftpSubsystemConfigurator configurator, Uploads uploads) {
        super(channel, configurator);
        this.uploads = uploads;
    }

    /** Makes one for each session. */
    static final class Factory extends SftpSubsystemFactory {
        private final Uploads uploads;

        Factory(Uploads uploads) {
            this.uploads = uploads;
            setFileSystemAccessor(new MailboxFiles(uploads));
            setErrorStatusDataHandler(new Refusals());
        }

        @Override
        public Command createSubsystem(ChannelSession channel) {
            MailboxSubsystem made = new MailboxSubsystem(channel, this, uploads);
            made.addSftpEventListener(uploads);
            return made;
        }
    }

    private static boolean isIn(Path path) {
        return MailboxFiles.isFileIn(MailboxFiles.IN, path);
    }

    private static String name(Path path) {
        return MailboxFiles.parts(path).get(1);
    }

    @Override
    protected NavigableMap<String, Object> resolveFileAttributes(
            Path path, int flags, boolean neverFollowSymLinks, LinkOption... options) throws IOException {
        return isIn(path)
                ? uploads.attributes(getServerSession(), name(path)).byName()
                : super.resolveFileAttributes(path, flags, neverFollowSymLinks, options);
    }

    @Override
    protected Map<String, Object> doFStat(int id, String handle, int flags) throws IOException {
        Attributes written =
                handles.get(handle) instanceof FileHandle file ? uploads.attributes(getServerSession(), file) : null;
        return written == null ? super.doFStat(id, handle, flags) : written.byName();
    }

    @Override
    protected void doFSetStat(int id, String handle, Map<String, ?> attributes) throws IOException {
        if (handles.get(handle) instanceof FileHandle file && isIn(file.getFile())) {
            uploads.change(getServerSession(), file, Attributes.Change.of(attributes));
            return;
        }
        super.doFSetStat(id, handle, attributes);
    }

    @Override
    protected void doSetAttributes(
            int command, String extension, Path file, Map<String, ?> attributes, boolean followLinks)
            throws IOException {
        if (isIn(file)) {
            uploads.change(getServerSession(), name(file), Attributes.Change.of(attributes));
            return;
        }
        super.doSetAttributes(command, extension, file, attributes, followLinks);
    }

    @Override
    protected void doRemoveFile(int id, String path) throws IOException {
        Path file = resolveFile(path);
        if (isIn(file)) {
            uploads.remove(getServerSession(), name(file));
            return;
        }
        super.doRemoveFile(id, path);
    }
}
