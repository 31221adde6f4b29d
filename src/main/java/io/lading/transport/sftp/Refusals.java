package io.lading.transport.sftp;

import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.apache.sshd.sftp.server.SftpErrorStatusDataHandler;
import org.apache.sshd.sftp.server.SftpSubsystemEnvironment;

/** What is refused is refused in words: the library would answer "Failure" alone. Stateless. */
final class Refusals implements SftpErrorStatusDataHandler {
    /** Not now, or not as it is; a sentence for whoever reads the client's log. */
    static SftpException failure(String sentence) {
        return new SftpException(SftpConstants.SSH_FX_FAILURE, sentence);
    }

    /** Never, whatever is done about it. */
    static SftpException denied(String sentence) {
        return new SftpException(SftpConstants.SSH_FX_PERMISSION_DENIED, sentence);
    }

    /** Only our own sentences: what the library or the machine says may name what is none of a partner's business. */
    @Override
    public String resolveErrorMessage(
            SftpSubsystemEnvironment subsystem, int id, Throwable e, int status, int command, Object... arguments) {
        return e instanceof SftpException && e.getMessage() != null
                ? e.getMessage()
                : SftpErrorStatusDataHandler.super.resolveErrorMessage(subsystem, id, e, status, command, arguments);
    }
}
