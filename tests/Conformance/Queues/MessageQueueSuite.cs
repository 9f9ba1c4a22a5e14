using Vignette.Conformance.Catalog;
using Vignette.Schema.Queue;

namespace Vignette.Conformance.Queues;

public abstract class MessageQueueSuite(ICatalogDatabaseFactory factory) : CatalogSuite(factory)
{
    private static readonly TimeSpan Visibility = TimeSpan.FromSeconds(30);

    private MessageQueue Queue => Catalog.Queue;

    [Fact]
    public async Task A_message_goes_to_every_queue_and_stays_until_it_is_deleted()
    {
        await Queue.SendAsync(["thumbnail", "caption"], "{\"é\":1}", "id", Token);

        var message = await ReceiveOneAsync();
        message.Body.ShouldBe("{\"é\":1}");
        message.Queue.ShouldBe("thumbnail");
        message.ReceiveCount.ShouldBe(1);
        (await ReceiveAsync()).ShouldBeEmpty();
        (await Queue.DeleteAsync(message, Token)).ShouldBeTrue();
        (await Queue.DeleteAsync(message, Token)).ShouldBeFalse();
        (await Queue.DepthsAsync(Token)).Keys.ShouldBe(["caption"]);
    }

    [Fact]
    public async Task A_message_that_is_not_deleted_in_time_comes_again()
    {
        await Queue.SendAsync(["thumbnail"], "x", "id", Token);
        var first = await ReceiveOneAsync();
        Catalog.Clock.Advance(Visibility - TimeSpan.FromMilliseconds(1));
        (await ReceiveAsync()).ShouldBeEmpty();
        Catalog.Clock.Advance(TimeSpan.FromMilliseconds(1));

        var second = await ReceiveOneAsync();
        second.Id.ShouldBe(first.Id);
        second.ReceiveCount.ShouldBe(2);
        (await Queue.DeleteAsync(first, Token)).ShouldBeFalse();
        (await Queue.ReturnAsync(first, TimeSpan.Zero, uncount: false, Token)).ShouldBeFalse();
        (await Queue.BuryAsync(first, "outdated", Token)).ShouldBeFalse();
        (await Queue.DeadLettersAsync(10, Token)).ShouldBeEmpty();
        (await Queue.DeleteAsync(second, Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task The_longest_visible_come_first_and_no_more_than_asked_for()
    {
        for (var i = 0; i < 5; i++)
        {
            await Queue.SendAsync(["thumbnail"], $"{i}", $"{i}", Token);
        }

        (await Queue.ReceiveAsync("thumbnail", 3, Visibility, Token)).Select(message => message.Body).ShouldBe(["0", "1", "2"]);
        (await Queue.ReceiveAsync("thumbnail", 3, Visibility, Token)).Select(message => message.Body).ShouldBe(["3", "4"]);
        (await Queue.ReceiveAsync("caption", 3, Visibility, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_that_waits_is_not_sent_twice_but_one_that_is_received_is()
    {
        await Queue.SendAsync(["thumbnail"], "first", "id", Token);
        await Queue.SendAsync(["thumbnail", "caption"], "second", "id", Token);
        (await Queue.DepthsAsync(Token)).ShouldBe(
            new Dictionary<string, QueueDepth> { ["thumbnail"] = new(1, 0, 0), ["caption"] = new(1, 0, 0) },
            ignoreOrder: true);

        (await ReceiveOneAsync()).Body.ShouldBe("first");
        await Queue.SendAsync(["thumbnail"], "third", "id", Token);
        (await Queue.DepthsAsync(Token))["thumbnail"].ShouldBe(new QueueDepth(1, 1, 0));
        (await ReceiveOneAsync()).Body.ShouldBe("third");
    }

    [Fact]
    public async Task A_delayed_message_waits_and_keeps_others_like_it_out()
    {
        await Queue.SendAsync(["thumbnail"], "x", "id", Token);
        (await Queue.ReturnAsync(await ReceiveOneAsync(), TimeSpan.FromSeconds(10), uncount: false, Token)).ShouldBeTrue();
        await Queue.SendAsync(["thumbnail"], "y", "id", Token);

        (await ReceiveAsync()).ShouldBeEmpty();
        (await Queue.NextVisibleAtAsync("thumbnail", Token)).ShouldBe(Catalog.Clock.GetUtcNow() + TimeSpan.FromSeconds(10));
        Catalog.Clock.Advance(TimeSpan.FromSeconds(10));
        var again = await ReceiveOneAsync();
        again.Body.ShouldBe("x");
        again.ReceiveCount.ShouldBe(2);
    }

    [Fact]
    public async Task A_message_that_was_not_tried_is_not_counted()
    {
        await Queue.SendAsync(["thumbnail"], "x", "id", Token);
        await Queue.ReturnAsync(await ReceiveOneAsync(), TimeSpan.Zero, uncount: true, Token);
        (await ReceiveOneAsync()).ReceiveCount.ShouldBe(1);
    }

    [Fact]
    public async Task A_returned_message_and_one_like_it_become_one_with_the_higher_count()
    {
        await Queue.SendAsync(["thumbnail"], "x", "id", Token);
        var received = await ReceiveOneAsync();
        await Queue.SendAsync(["thumbnail"], "y", "id", Token);
        (await Queue.ReturnAsync(received, TimeSpan.FromHours(1), uncount: false, Token)).ShouldBeTrue();

        (await Queue.DepthsAsync(Token))["thumbnail"].ShouldBe(new QueueDepth(1, 0, 0));
        (await ReceiveOneAsync()).ReceiveCount.ShouldBe(2);
    }

    [Fact]
    public async Task A_buried_message_is_kept_for_a_person_to_see()
    {
        await Queue.SendAsync(["thumbnail"], "x", "1", Token);
        await Queue.SendAsync(["thumbnail"], "y", "2", Token);
        foreach (var message in await ReceiveAsync())
        {
            (await Queue.BuryAsync(message, $"reason {message.Body}", Token)).ShouldBeTrue();
        }

        (await Queue.DepthsAsync(Token))["thumbnail"].ShouldBe(new QueueDepth(0, 0, 2));
        var dead = await Queue.DeadLettersAsync(1, Token);
        var newest = dead.ShouldHaveSingleItem();
        newest.ShouldBe(new DeadLetter(newest.Id, "thumbnail", "y", 1, "reason y", Catalog.Clock.GetUtcNow()));
        (await Queue.DeadLettersAsync(10, Token)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task After_a_restart_what_was_received_is_visible_at_once_and_still_counted()
    {
        await Queue.SendAsync(["thumbnail", "caption"], "x", "id", Token);
        var received = await ReceiveOneAsync();
        await Queue.ReceiveAsync("caption", 1, Visibility, Token);
        await Queue.SendAsync(["caption"], "x", "id", Token);

        (await Queue.ReturnAllAsync(Token)).ShouldBe(2);

        (await Queue.DeleteAsync(received, Token)).ShouldBeFalse();
        (await ReceiveOneAsync()).ReceiveCount.ShouldBe(2);
        (await Queue.ReceiveAsync("caption", 10, Visibility, Token)).ShouldHaveSingleItem().ReceiveCount.ShouldBe(2);
        (await Queue.NextVisibleAtAsync("none", Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Many_receivers_at_once_share_the_messages()
    {
        for (var i = 0; i < 100; i++)
        {
            await Queue.SendAsync(["thumbnail"], $"{i}", $"{i}", Token);
        }

        var received = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Queue.ReceiveAsync("thumbnail", 7, Visibility, Token), Token)));
        received.SelectMany(messages => messages).Select(message => message.Body).ShouldBe(Enumerable.Range(0, 100).Select(i => $"{i}"), ignoreOrder: true);
    }

    private Task<IReadOnlyList<QueueMessage>> ReceiveAsync() => Queue.ReceiveAsync("thumbnail", 10, Visibility, Token);

    private async Task<QueueMessage> ReceiveOneAsync() => (await ReceiveAsync()).ShouldHaveSingleItem();
}
