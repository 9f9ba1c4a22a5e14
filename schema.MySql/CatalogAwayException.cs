using System.Data.Common;

namespace Vignette.Schema.MySql;

/// <summary>The database cannot be reached or used. The message says, without secrets, what a person can do about it.</summary>
/// <param name="isTransient">Whether it may well go away by itself.</param>
public sealed class CatalogAwayException(string message, bool isTransient, Exception inner) : DbException(message, inner)
{
    public override bool IsTransient => isTransient;
}
