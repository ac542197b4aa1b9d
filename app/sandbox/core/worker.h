// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <thread>

namespace metascope::sandbox {

/// One thread that owns what belongs to one thread (a QSqlDatabase), and does one thing after the other for others.
class Worker final {
public:
    Worker();
    ~Worker(); ///< finishes what was handed in
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;

    /// Runs `task` on the worker's thread and waits for its result. From any thread but the worker's own.
    template <typename Task>
    auto run(Task &&task) -> std::invoke_result_t<Task>
    {
        // Shared, since the caller may be gone while the worker still leaves the task.
        auto packaged = std::make_shared<std::packaged_task<std::invoke_result_t<Task>()>>(std::forward<Task>(task));
        auto result = packaged->get_future();
        add([packaged] { (*packaged)(); });
        return result.get();
    }

private:
    void add(std::function<void()> task);
    void loop();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::function<void()>> m_tasks;
    bool m_isEnding = false;
    std::thread m_thread; ///< last, so that the rest is there when it starts
};

} // namespace metascope::sandbox
