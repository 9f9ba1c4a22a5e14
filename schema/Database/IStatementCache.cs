using System.Data.Common;

namespace Vignette.Schema.Database;

/// <summary>A connection that keeps its commands prepared.</summary>
internal interface IStatementCache
{
    /// <summary>The command of this text, in the connection's present transaction. The connection's own: not to be disposed.</summary>
    DbCommand Statement(string sql);
}
