// SPDX-License-Identifier: GPL-3.0-or-later
// The responses to an instruction, one at a time: as Markdown or raw, with a rating and a note. GUI thread.
#pragma once

#include "ui/panels/inspector_page.h"

#include <QComboBox>
#include <QLineEdit>
#include <QToolButton>

#include <optional>

namespace evol {

class ReadingView;
class StarRating;

class ResponsePage : public InspectorPage
{
    Q_OBJECT
public:
    explicit ResponsePage(QWidget *parent = nullptr);

    void showInstruction(Project *project, InstructionId id) override;
    /// Rates the response that is shown.
    void rate(int stars);
    std::optional<Response> shown() const; ///< empty: none

private:
    void choose(int index);
    void render();
    void saveNote();
    void save(const Rating &rating, const QString &label);

    Project *m_project = nullptr;
    InstructionId m_instruction = 0;
    ResponseId m_shown = 0;
    std::vector<Response> m_responses;
    Rating m_rating;
    QComboBox *m_choice;
    QToolButton *m_raw;
    ReadingView *m_text;
    StarRating *m_stars;
    QLineEdit *m_note;
};

} // namespace evol
