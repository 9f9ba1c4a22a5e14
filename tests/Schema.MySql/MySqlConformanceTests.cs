using Vignette.Conformance.Accounts;
using Vignette.Conformance.Catalog;
using Vignette.Tests.MySql;

namespace Vignette.Schema.MySql.Tests;

public sealed class MySqlImageUploadsTests(MySqlServer server) : ImageUploadsSuite(new MySqlDatabaseFactory(server));

public sealed class MySqlImageDigestsTests(MySqlServer server) : ImageDigestsSuite(new MySqlDatabaseFactory(server));

public sealed class MySqlImageReaderTests(MySqlServer server) : ImageReaderSuite(new MySqlDatabaseFactory(server));

public sealed class MySqlImageSearchTests(MySqlServer server) : ImageSearchSuite(new MySqlDatabaseFactory(server));

public sealed class MySqlImageWordsTests(MySqlServer server) : ImageWordsSuite(new MySqlDatabaseFactory(server));

public sealed class MySqlImageAnnotationsTests(MySqlServer server) : ImageAnnotationsSuite(new MySqlDatabaseFactory(server));

public sealed class MySqlImageRemovalsTests(MySqlServer server) : ImageRemovalsSuite(new MySqlDatabaseFactory(server));

public sealed class MySqlImageTrashTests(MySqlServer server) : ImageTrashSuite(new MySqlDatabaseFactory(server));

public sealed class MySqlVisibilityTests(MySqlServer server) : VisibilitySuite(new MySqlDatabaseFactory(server));

public sealed class MySqlAccountDirectoryTests(MySqlServer server) : AccountDirectorySuite(new MySqlDatabaseFactory(server));

public sealed class MySqlApiTokensTests(MySqlServer server) : ApiTokensSuite(new MySqlDatabaseFactory(server));

public sealed class MySqlAuditLogTests(MySqlServer server) : AuditLogSuite(new MySqlDatabaseFactory(server));

public sealed class MySqlImageChangesTests(MySqlServer server) : ImageChangesSuite(new MySqlDatabaseFactory(server));

public sealed class MySqlStuckImagesTests(MySqlServer server) : StuckImagesSuite(new MySqlDatabaseFactory(server));

public sealed class MySqlPublicationTests(MySqlServer server) : PublicationSuite(new MySqlDatabaseFactory(server));

public sealed class MySqlTaskLedgerTests(MySqlServer server) : TaskLedgerSuite(new MySqlDatabaseFactory(server));

public sealed class MySqlClaimInterleavingTests(MySqlServer server) : ClaimInterleavingSuite(new MySqlDatabaseFactory(server));
