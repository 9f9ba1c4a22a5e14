using Vignette.Conformance.Accounts;
using Vignette.Conformance.Catalog;
using Vignette.Conformance.Queues;

namespace Vignette.Schema.Tests;

public sealed class SqliteImageUploadsTests() : ImageUploadsSuite(new SqliteDatabaseFactory());

public sealed class SqliteImageDigestsTests() : ImageDigestsSuite(new SqliteDatabaseFactory());

public sealed class SqliteImageReaderTests() : ImageReaderSuite(new SqliteDatabaseFactory());

public sealed class SqliteImageSearchTests() : ImageSearchSuite(new SqliteDatabaseFactory());

public sealed class SqliteImageWordsTests() : ImageWordsSuite(new SqliteDatabaseFactory());

public sealed class SqliteImageAnnotationsTests() : ImageAnnotationsSuite(new SqliteDatabaseFactory());

public sealed class SqliteImageRemovalsTests() : ImageRemovalsSuite(new SqliteDatabaseFactory());

public sealed class SqliteImageTrashTests() : ImageTrashSuite(new SqliteDatabaseFactory());

public sealed class SqliteVisibilityTests() : VisibilitySuite(new SqliteDatabaseFactory());

public sealed class SqliteAccountDirectoryTests() : AccountDirectorySuite(new SqliteDatabaseFactory());

public sealed class SqliteApiTokensTests() : ApiTokensSuite(new SqliteDatabaseFactory());

public sealed class SqliteAuditLogTests() : AuditLogSuite(new SqliteDatabaseFactory());

public sealed class SqliteImageChangesTests() : ImageChangesSuite(new SqliteDatabaseFactory());

public sealed class SqliteStuckImagesTests() : StuckImagesSuite(new SqliteDatabaseFactory());

public sealed class SqlitePublicationTests() : PublicationSuite(new SqliteDatabaseFactory());

public sealed class SqliteTaskLedgerTests() : TaskLedgerSuite(new SqliteDatabaseFactory());

public sealed class SqliteClaimInterleavingTests() : ClaimInterleavingSuite(new SqliteDatabaseFactory());

public sealed class SqliteMessageQueueTests() : MessageQueueSuite(new SqliteDatabaseFactory());
