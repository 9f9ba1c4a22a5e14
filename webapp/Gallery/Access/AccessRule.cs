using Vignette.Schema.Accounts;

namespace Vignette.Gallery.Access;

/// <summary>Who has a right.</summary>
/// <param name="Least">The role that has it, as all above have; null for everybody, signed in or not.</param>
/// <param name="Picture">What an image must be to them, where the address names one.</param>
/// <param name="Scopes">What a token must be for, all of it; null where no token will do, but only a person.</param>
internal sealed record AccessRule(Right Right, Role? Least, PictureRule Picture, TokenScopes? Scopes);
