using Microsoft.AspNetCore.Mvc;

namespace Vignette.Gallery.Apis;

/// <summary>What to list, as an address says it.</summary>
internal sealed record ListParameters(
    [property: FromQuery(Name = "q")] string? Text,
    [property: FromQuery(Name = "tag")] string? Tag,
    [property: FromQuery(Name = "label")] string? Label,
    [property: FromQuery(Name = "status")] string? Status,
    [property: FromQuery(Name = "review")] string? Review,
    [property: FromQuery(Name = "taken_from")] string? TakenFrom,
    [property: FromQuery(Name = "taken_to")] string? TakenTo,
    [property: FromQuery(Name = "uploaded_from")] string? UploadedFrom,
    [property: FromQuery(Name = "uploaded_to")] string? UploadedTo,
    [property: FromQuery(Name = "owner")] string? Owner,
    [property: FromQuery(Name = "sort")] string? Sort);
